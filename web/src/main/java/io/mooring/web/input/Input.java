package io.mooring.web.input;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Typed text must have this {@link Form}. */
@Constraint(validatedBy = Input.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Input {

    Form value();

    /** Whether it may be left out. */
    boolean optional() default false;

    String message() default "malformed";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Gives the code of the refusal as the message. */
    final class Check implements ConstraintValidator<Input, String> {

        private Form form = Form.TYPED_NAME;
        private boolean optional;

        @Override
        public void initialize(Input input) {
            form = input.value();
            optional = input.optional();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return optional || refused("required", context);
            }
            return form.refusalOf(text).map(code -> refused(code, context)).orElse(true);
        }

        private static boolean refused(String code, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(code).addConstraintViolation();
            return false;
        }
    }
}
