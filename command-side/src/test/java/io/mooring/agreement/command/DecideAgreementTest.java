package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.agreement.api.AgreementDecided;
import io.mooring.agreement.api.AgreementDecision;
import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementEvent;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementLicensed;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.AgreementRule;
import io.mooring.agreement.api.DecideAgreement;
import io.mooring.agreement.api.SucceedAgreement;
import io.mooring.rule.command.Refusal;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskKind;
import io.mooring.testsupport.agreement.Agreements;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecideAgreementTest {

    private static final String REASON = "seen in the seller portal";
    private static final String PREVIOUS = "agmt-aaa0";
    private static final Object END_NOW = new EndSubscription(PURCHASE.subscriptionId(), PURCHASE, NOW);
    private static final Object NO_SUCCESSOR = new SettleTask(TaskKind.SUCCESSOR_UNKNOWN, AWS_ID, NOW);

    private final AggregateTestFixture<Agreement> fixture = new AggregateTestFixture<>(Agreement.class);

    DecideAgreementTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void what_is_paid_for_is_in_force_from_now_on() {
        var decided = decided(AgreementDecision.IN_FORCE, null);

        fixture.given(Agreements.recorded())
                .when(decide(AgreementDecision.IN_FORCE, null))
                .expectEvents(decided);
        assertThat(due(decided))
                .contains(new ConfirmSubscription(PURCHASE.subscriptionId(), PURCHASE, null, false, NOW));
    }

    @Test
    void what_has_ended_is_not_in_force_again() {
        for (var end : AgreementEnd.values()) {
            fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), Agreements.ended(end, MADE_AT))
                    .when(decide(AgreementDecision.IN_FORCE, null))
                    .expectNoEvents()
                    .expectException(Refusal.by(AgreementRule.NOT_OVER));
        }
    }

    @Test
    void what_has_had_its_final_hour_ends_at_once_whatever_is_said_of_the_licence() {
        var decided = decided(AgreementDecision.OVER, null);
        var ended = Agreements.ended(AgreementEnd.CANCELLED, NOW.minus(SubscriptionEnding.FINAL_METERING));

        fixture.given(Agreements.licensed(MADE_AT), ended)
                .when(decide(AgreementDecision.OVER, null))
                .expectEvents(decided);
        assertThat(due(Agreements.licensed(MADE_AT), ended, decided)).containsSubsequence(END_NOW, NO_SUCCESSOR);
        fixture.given(Agreements.licensed(MADE_AT), ended, decided)
                .when(decide(AgreementDecision.OVER, null))
                .expectNoEvents();
    }

    /** Edge case 18. */
    @Test
    void what_is_paid_for_has_its_final_hour_and_who_follows_is_no_question_any_more() {
        var decided = decided(AgreementDecision.OVER, null);
        var renewed = Agreements.ended(AgreementEnd.RENEWED, MADE_AT.plusSeconds(60));

        assertThat(due(Agreements.licensed(MADE_AT), decided))
                .contains(new BeginEndingSubscription(PURCHASE.subscriptionId(), PURCHASE, NOW))
                .contains(NO_SUCCESSOR)
                .doesNotContain(END_NOW);
        assertThat(due(Agreements.licensed(MADE_AT), renewed, decided))
                .contains(NO_SUCCESSOR)
                .doesNotContain(END_NOW);
        fixture.given(Agreements.licensed(MADE_AT), decided)
                .when(decide(AgreementDecision.OVER, null))
                .expectNoEvents();
    }

    /** Edge case 18. */
    @Test
    void what_aws_is_ending_already_keeps_the_hour_that_it_has() {
        var ended = Agreements.ended(AgreementEnd.CANCELLED, NOW.minus(Duration.ofMinutes(59)));

        assertThat(due(Agreements.licensed(MADE_AT), ended, decided(AgreementDecision.OVER, null)))
                .doesNotContain(END_NOW);
    }

    /** Edge case 18. */
    @Test
    void the_hour_of_a_licence_that_is_gone_has_begun_with_that() {
        var decided = decided(AgreementDecision.OVER, null);

        assertThat(due(
                        Agreements.licensed(MADE_AT),
                        Agreements.deprovisioned(NOW.minus(Duration.ofHours(24))),
                        decided))
                .contains(END_NOW);
        assertThat(due(
                        Agreements.deprovisioned(NOW.minus(Duration.ofHours(24))),
                        Agreements.licensed(NOW.minus(Duration.ofHours(23))),
                        decided))
                .as("it came back")
                .doesNotContain(END_NOW);
    }

    @Test
    void what_was_never_paid_for_ends_at_once() {
        assertThat(due(Agreements.recorded(), decided(AgreementDecision.OVER, null)))
                .contains(END_NOW);
    }

    @Test
    void which_one_it_follows_is_said_once_and_handed_on_when_it_is_in_force() {
        var decided = decided(AgreementDecision.FOLLOWS, PREVIOUS);

        fixture.given(Agreements.licensed(MADE_AT))
                .when(decide(AgreementDecision.FOLLOWS, PREVIOUS))
                .expectEvents(decided);
        assertThat(due(Agreements.licensed(MADE_AT), decided))
                .contains(new SucceedAgreement(AgreementId.of("aws", PREVIOUS), PREVIOUS, AWS_ID, PURCHASE, NOW));
        fixture.given(Agreements.licensed(MADE_AT), decided)
                .when(decide(AgreementDecision.FOLLOWS, PREVIOUS))
                .expectNoEvents();
        fixture.given(Agreements.licensed(MADE_AT), decided)
                .when(decide(AgreementDecision.FOLLOWS, "agmt-zzz"))
                .expectNoEvents()
                .expectException(Refusal.by(AgreementRule.FOLLOWS_ONE));
    }

    @Test
    void an_agreement_never_follows_itself() {
        assertThatThrownBy(() -> decide(AgreementDecision.FOLLOWS, AWS_ID))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DecideAgreement decide(AgreementDecision decision, @Nullable String previous) {
        return new DecideAgreement(ID, AWS_ID, PURCHASE, decision, previous, REASON);
    }

    private static AgreementDecided decided(AgreementDecision decision, @Nullable String previous) {
        return new AgreementDecided(ID, AWS_ID, PURCHASE, decision, previous, REASON, NOW);
    }

    private static List<Object> due(AgreementEvent... history) {
        var facts = new AgreementFacts();
        for (var event : history) {
            switch (event) {
                case AgreementRecorded it -> facts.learn(it);
                case AgreementLicensed it -> facts.learn(it);
                case AgreementDeprovisioned it -> facts.learn(it);
                case AgreementEnded it -> facts.learn(it);
                case AgreementDecided it -> facts.learn(it);
                default -> throw new IllegalArgumentException(event.toString());
            }
        }
        return facts.standing().due();
    }
}
