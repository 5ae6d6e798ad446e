package io.mooring.audit.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementDecision;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.DecideAgreement;
import io.mooring.privacy.api.Personal;
import io.mooring.subscription.api.DecideSubscription;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages end up in logs and exceptions: what they say of themselves names nobody and gives nothing away. */
class NothingPersonalInTextTest {

    private static final Set<String> PERSONAL =
            Set.of("userName", "mailbox", "phone", "code", "encoded", "contactName", "email", "password", "address");

    private static final String SECRET = "{argon2id}secret";

    /** Records without anything personal that do not take just any values together. */
    private static final Map<Class<?>, Object> OF_THEIR_OWN = Map.of(
            DecideSubscription.class,
            new DecideSubscription(new SubscriptionId("plain"), SubscriptionStatus.ENDED, "plain"),
            DecideAgreement.class,
            new DecideAgreement(
                    AgreementId.of("aws", "plain"),
                    "plain",
                    new Purchase("plain", "aws", "plain", "plain", null),
                    AgreementDecision.IN_FORCE,
                    null,
                    "plain"));

    static Stream<Class<?>> records() {
        return CoreApi.all().stream().filter(Class::isRecord);
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_a_record_says_of_itself_holds_nothing_personal(Class<?> type) throws ReflectiveOperationException {
        assertThat(sampleOf(type).toString()).doesNotContain(SECRET);
    }

    @Test
    void the_samples_do_hold_what_must_not_be_seen() {
        record Careless(String userName, @Personal String nick, String site) {}

        assertThat(records()).hasSizeGreaterThan(80);
        assertThat(new Careless(SECRET, SECRET, "cn2").toString()).contains(SECRET);
        assertThat(Arrays.stream(Careless.class.getRecordComponents()).map(NothingPersonalInTextTest::isPersonal))
                .containsExactly(true, true, false);
    }

    private static Object sampleOf(Class<?> type) throws ReflectiveOperationException {
        var chosen = OF_THEIR_OWN.get(type);
        if (chosen != null) {
            return chosen;
        }
        var components = type.getRecordComponents();
        var values = new Object[components.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = valueOf(components[i]);
        }
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AssertionError("No sample of " + type, e.getCause());
        }
    }

    private static Object valueOf(RecordComponent component) throws ReflectiveOperationException {
        var type = component.getType();
        if (type == String.class) {
            return isPersonal(component) ? SECRET : "plain";
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == int.class) {
            return 1;
        } else if (type == long.class) {
            return 1L;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == List.class) {
            return List.of();
        } else if (type == Map.class) {
            return Map.of();
        } else if (type.isEnum()) {
            return Objects.requireNonNull(type.getEnumConstants())[0];
        }
        return sampleOf(type);
    }

    private static boolean isPersonal(RecordComponent component) {
        return component.isAnnotationPresent(Personal.class) || PERSONAL.contains(component.getName());
    }
}
