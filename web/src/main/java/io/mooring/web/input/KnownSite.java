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

/** The id of a configured site. */
@Constraint(validatedBy = KnownSite.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface KnownSite {

    String message() default "unknown-site";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the installation. */
    final class Check implements ConstraintValidator<KnownSite, String> {

        private final Sites sites;

        public Check(Sites sites) {
            this.sites = sites;
        }

        @Override
        public boolean isValid(@Nullable String site, ConstraintValidatorContext context) {
            return site != null && sites.has(site);
        }
    }

    /** Which sites there are. */
    interface Sites {
        boolean has(String id);
    }
}
