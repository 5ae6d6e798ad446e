package io.mooring.entitlement.command;

import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.entitlement.api.Entitlement;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.entitlement.api.EntitlementChange;
import io.mooring.entitlement.api.EntitlementsChanged;
import io.mooring.entitlement.api.EntitlementsId;
import io.mooring.entitlement.api.RecordEntitlements;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordEntitlementsTest {

    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    private static final Instant YEAR = NOW.plusSeconds(31_536_000);
    private static final Entitlement HOSTS = new Entitlement("hosts", Kind.INTEGER, "25", YEAR);
    private static final Entitlement MORE_HOSTS = new Entitlement("hosts", Kind.INTEGER, "50", YEAR);
    private static final Entitlement SUPPORT = new Entitlement("support", Kind.BOOLEAN, "true", null);

    private final AggregateTestFixture<Entitlements> fixture = new AggregateTestFixture<>(Entitlements.class);

    @Test
    void what_is_new_is_recorded_dimension_by_dimension() {
        fixture.givenNoPriorActivity()
                .when(record(NOW, SUPPORT, HOSTS))
                .expectEvents(changed(NOW, change("hosts", null, HOSTS), change("support", null, SUPPORT)))
                .expectResultMessagePayload(true);
    }

    @Test
    void only_what_has_changed_is_in_the_event() {
        fixture.given(changed(NOW, change("hosts", null, HOSTS), change("support", null, SUPPORT)))
                .when(record(NOW.plusSeconds(60), MORE_HOSTS, SUPPORT))
                .expectEvents(changed(NOW.plusSeconds(60), change("hosts", HOSTS, MORE_HOSTS)));
    }

    @Test
    void what_aws_names_no_more_is_gone() {
        fixture.given(changed(NOW, change("hosts", null, HOSTS)))
                .when(record(NOW.plusSeconds(60)))
                .expectEvents(changed(NOW.plusSeconds(60), change("hosts", HOSTS, null)));
    }

    @Test
    void the_same_again_in_any_order_is_no_event() {
        fixture.given(changed(NOW, change("hosts", null, HOSTS), change("support", null, SUPPORT)))
                .when(record(NOW.plusSeconds(60), SUPPORT, HOSTS))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void nothing_at_all_is_no_event_for_a_product_that_is_paid_by_usage() {
        fixture.givenNoPriorActivity().when(record(NOW)).expectNoEvents();
    }

    @Test
    void an_answer_that_is_older_than_what_is_known_changes_nothing() {
        fixture.given(changed(NOW, change("hosts", null, MORE_HOSTS)))
                .when(record(NOW.minusSeconds(1), HOSTS))
                .expectNoEvents();
    }

    @Test
    void of_one_dimension_twice_the_one_that_is_valid_longer_counts() {
        var shorter = new Entitlement("hosts", Kind.INTEGER, "10", NOW);

        fixture.givenNoPriorActivity()
                .when(record(NOW, HOSTS, shorter))
                .expectEvents(changed(NOW, change("hosts", null, HOSTS)));
    }

    private static RecordEntitlements record(Instant at, Entitlement... entitlements) {
        return new RecordEntitlements(SUBSCRIPTION, List.of(entitlements), ReadingCause.MESSAGE, at);
    }

    private static EntitlementsChanged changed(Instant at, EntitlementChange... changes) {
        return new EntitlementsChanged(
                EntitlementsId.of(SUBSCRIPTION), SUBSCRIPTION, List.of(changes), ReadingCause.MESSAGE, at);
    }

    private static EntitlementChange change(
            String dimension, @Nullable Entitlement before, @Nullable Entitlement after) {
        return new EntitlementChange(dimension, before, after);
    }
}
