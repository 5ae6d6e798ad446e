package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.MovingWorld.BY_CUSTOMER;
import static io.mooring.subscription.marketplace.MovingWorld.CUSTOMER;
import static io.mooring.subscription.marketplace.MovingWorld.LISTING;
import static io.mooring.subscription.marketplace.MovingWorld.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.InboxMessages.Results;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSettled;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages under a name that nobody knows: when they have their effect, who is asked about them, and what takes none with it. */
class WaitingMessagesIT extends InAMovingWorld {

    @Test
    void a_name_that_aws_does_not_answer_about_leaves_the_others_their_turn() {
        world.notify("subscribe-fail", 5);
        world.notify("unsubscribe-pending", 6);
        JDBC.sql("UPDATE inbox SET waits_for = 'moving/CUSTOMER/another' WHERE stable_id = 'unsubscribe-pending'")
                .update();
        var asked = new ArrayList<String>();

        world.waiting()
                .readAll(
                        name -> {
                            asked.add(name.name());
                            throw new IllegalStateException("AWS is away");
                        },
                        START);

        assertThat(asked).containsExactlyInAnyOrder(CUSTOMER, "another");
    }

    @Test
    void what_waits_for_a_name_is_of_one_kind_and_dismissed_as_such() {
        world.notify("subscribe-fail", 5);
        world.notify("unsubscribe-pending", 6);
        var messages = world.putAside();
        var kind = messages.counts(10).getFirst();
        assertThat(kind.messages()).isEqualTo(2);

        var dismissed = messages.dismiss(kind.state(), requireNonNull(kind.reason()), 10, "nobody's", ALICE);

        assertThat(dismissed).isEqualTo(new Results(Map.of("DISMISSED", 2), 0));
        assertThat(world.outcomes()).doesNotContainValue("WAITING");
    }

    /** Such as a new purchase by the customer, whose licence AWS has not named yet. */
    @Test
    void what_still_waits_after_aws_was_asked_is_not_asked_about_before_the_next_round() {
        var name = PurchaseName.customer(LISTING.id(), CUSTOMER);
        world.land(true, true);
        world.tell(AgreementEvents.licence("licensed", "Updated"), 10);
        world.tell(AgreementEvents.ended("ended", "CANCELLED"), 240);
        world.tell(AgreementEvents.licence("deprovisioned", "Deprovisioned"), 301);
        world.requests.requested.clear();
        world.notify("subscribe-success", 400);
        assertThat(world.outcomes()).containsEntry("subscribe-success", "WAITING");
        assertThat(world.requests.requested).contains(name.key() + " MESSAGE");
        world.requests.requested.clear();

        world.identities.read(name);

        assertThat(world.outcomes()).containsEntry("subscribe-success", "WAITING");
        assertThat(world.requests.requested).noneMatch(it -> it.startsWith(name.key()));
    }

    @Test
    void a_person_is_asked_about_what_nobody_knows_after_a_day_and_no_more_once_it_is_known() {
        world.notify("subscribe-success", 5);
        var since = START.plus(HOUR);

        world.identities.readWaiting(since.plus(WaitingMessages.PATIENCE).minusSeconds(1));
        assertThat(opened(TaskKind.PURCHASE_UNKNOWN)).isEmpty();
        world.identities.readWaiting(since.plus(WaitingMessages.PATIENCE));
        world.identities.readWaiting(since.plus(WaitingMessages.PATIENCE).plusSeconds(1));

        assertThat(opened(TaskKind.PURCHASE_UNKNOWN)).hasSize(1);
        assertThat(world.identities.waiting(5))
                .containsExactly(PurchaseName.customer(LISTING.id(), CUSTOMER).key());

        world.land(true, true);

        assertThat(world.happened(TaskSettled.class)).hasSize(1);
        assertThat(world.identities.waiting(5)).isEmpty();
        assertThat(world.standing()).containsExactly(SubscriptionStatus.CONFIRMED);
    }

    @Test
    void a_person_says_that_a_customer_has_no_licence_and_what_waited_has_its_effect() {
        world.notify("subscribe-success", 5);

        assertThat(name(null)).isEqualTo(BY_CUSTOMER.subscriptionId().value());

        assertThat(world.standing()).containsExactly(SubscriptionStatus.CONFIRMED);
        assertThat(world.outcomes()).containsEntry("subscribe-success", "APPLIED");
    }

    @Test
    void what_is_refused_takes_nothing_else_that_waits_with_it() {
        world.notify("unsubscribe-pending", 9);
        world.notify("subscribe-success", 5);
        world.refusing = BeginEndingSubscription.class::isInstance;

        world.land(true, true);

        assertThat(world.outcomes())
                .containsEntry("unsubscribe-pending", "DEAD_LETTERED")
                .doesNotContainValue("WAITING");
        assertThat(world.happened(SubscriptionConfirmed.class)).hasSize(1);
        assertThat(world.standing()).containsExactly(SubscriptionStatus.CONFIRMED);
    }

    @Test
    void what_our_own_mistake_keeps_from_its_effect_is_put_aside_and_keeps_nobody_from_landing() {
        world.notify("unsubscribe-pending", 9);
        world.notify("subscribe-success", 5);
        world.failing = BeginEndingSubscription.class::isInstance;

        world.land(true, true);

        assertThat(world.outcomes())
                .containsEntry("unsubscribe-pending", "DEAD_LETTERED")
                .doesNotContainValue("WAITING");
        assertThat(world.standing()).containsExactly(SubscriptionStatus.CONFIRMED);
    }
}
