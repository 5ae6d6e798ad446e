package io.mooring.subscription.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.api.Explanation.Reason;
import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.task.api.TaskKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clocks do while the views that they look at do not say what is. */
class ClocksAndViewsTest extends ClocksOfTest {

    @Test
    void a_clock_whose_purchase_the_view_does_not_know_yet_rings_again_until_it_does() {
        effector.on(new BuyerLanded(id, activation, null, start));
        purchases.isInTheView = false;
        runAt(start.plus(Duration.ofHours(24)));
        assertThat(clocks()).containsExactlyInAnyOrder("access-overdue", "confirmation-check", "confirmation-missing");
        explained(ActivationStatus.EXPIRED, Hindrance.of(Reason.NO_WORKSPACE, start));

        purchases.isInTheView = true;
        runAt(start.plus(Duration.ofHours(24)).plusSeconds(30));
        runAt(start.plus(Duration.ofHours(24)).plusSeconds(32));

        assertThat(aws.asked).containsExactly("s-1 UNCONFIRMED");
        assertThat(opened()).containsExactly(TaskKind.CONFIRMATION_MISSING);
        assertThat(armed()).isZero();
    }

    /** A view that is being made anew says of everything what was true once, or nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"purchase-view", "task-view", "activation-view", "entitlement-view"})
    void while_a_view_is_being_made_anew_every_clock_rings_again_and_none_is_lost(String view) {
        var clocks = new PurchaseClocks(appointments);
        for (var each : PurchaseClock.values()) {
            clocks.start(each, each.isOfPurchase() ? "s-1" : "agmt-1", start.minus(each.patience()));
        }
        replayed = view;

        runAt(start);
        assertThat(armed()).isEqualTo(PurchaseClock.values().length);
        assertThat(commands.sent()).isEmpty();
    }

    @Test
    void a_licence_a_successor_and_a_cancellation_that_were_due_in_a_replay_are_attended_to_after_it() {
        purchases.is(SubscriptionStatus.CONFIRMED);
        effector.on(new AgreementDeprovisioned(agreement, "agmt-1", purchases.purchase, start));
        effector.on(read(Status.RENEWED));
        cancellationRequested();
        var requests = List.copyOf(waiting);
        purchases.isInTheView = false;
        waiting.clear();
        replayed = "purchase-view";
        var due = start.plus(Duration.ofDays(8));

        runAt(due);
        assertThat(opened()).isEmpty();

        purchases.isInTheView = true;
        licenceGone = true;
        waiting.addAll(requests);
        replayed = null;
        runAt(due.plusSeconds(30));
        runAt(due.plusSeconds(32));

        assertThat(opened()).containsExactlyInAnyOrder(TaskKind.END_MISSING, TaskKind.SUCCESSOR_UNKNOWN);
        assertThat(aws.asked).containsExactly("agmt-1 DUE");
        assertThat(armed()).isZero();
    }
}
