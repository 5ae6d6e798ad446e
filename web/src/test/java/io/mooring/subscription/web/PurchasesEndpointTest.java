package io.mooring.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementDecision;
import io.mooring.agreement.api.AgreementRule;
import io.mooring.audit.api.Actor;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseDecisions;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.testsupport.subscription.NoPurchases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurchasesEndpointTest {

    private static final PurchaseView OLD = purchase("l-01", "agmt-1");
    private static final PurchaseView NEW = purchase("l-02", "agmt-2");
    private static final PurchaseView NAMELESS = purchase("l-03", null);
    private static final PurchaseView JOINED = purchase("l-04", null, SubscriptionStatus.SUPERSEDED);

    private final List<String> decided = new ArrayList<>();
    private boolean refuses;
    private final PurchasesEndpoint endpoint = new PurchasesEndpoint(new Four(), new Recorded());

    @Test
    void a_purchase_is_shown_by_either_id() {
        assertThat(endpoint.purchase("agmt-1").getBody()).isEqualTo(OLD);
        assertThat(endpoint.purchase(NAMELESS.subscriptionId().value()).getBody())
                .isEqualTo(NAMELESS);
        assertThat(endpoint.purchase("nobody").getStatus()).isEqualTo(404);
    }

    @Test
    void each_decision_is_carried_out_with_who_and_why() {
        assertThat(decide("agmt-1", AgreementDecision.IN_FORCE, null)).isEqualTo(204);
        assertThat(decide("agmt-1", AgreementDecision.OVER, null)).isEqualTo(204);
        assertThat(decide("agmt-2", AgreementDecision.FOLLOWS, "agmt-1")).isEqualTo(204);

        assertThat(decided)
                .containsExactly(
                        "in force agmt-1: seen in the portal by operator:alice",
                        "over agmt-1: seen in the portal by operator:alice",
                        "agmt-2 follows agmt-1: seen in the portal by operator:alice");
    }

    @Test
    void what_contradicts_what_is_known_is_a_conflict() {
        refuses = true;
        assertThat(decide("agmt-1", AgreementDecision.IN_FORCE, null)).isEqualTo(409);
        assertThat(decide("agmt-1", AgreementDecision.FOLLOWS, "agmt-1")).isEqualTo(409);
        assertThat(decide(
                        "agmt-1",
                        AgreementDecision.FOLLOWS,
                        NAMELESS.subscriptionId().value()))
                .isEqualTo(409);
        assertThat(decided).isEmpty();
    }

    @Test
    void what_goes_on_as_another_purchase_is_decided_there() {
        for (var decision : List.of(AgreementDecision.IN_FORCE, AgreementDecision.OVER)) {
            var answer = endpoint.decide(JOINED.subscriptionId().value(), "alice", "seen", decision, null);

            assertThat(answer.getStatus()).isEqualTo(409);
            assertThat(answer.getBody())
                    .hasToString("{detail=it goes on as " + NEW.subscriptionId() + ", decide there}");
        }
        assertThat(decided).isEmpty();
    }

    @Test
    void what_is_not_known_is_not_found() {
        assertThat(decide("nobody", AgreementDecision.OVER, null)).isEqualTo(404);
        assertThat(decide("agmt-2", AgreementDecision.FOLLOWS, "nobody")).isEqualTo(404);
        assertThat(decided).isEmpty();
    }

    @Test
    void what_cannot_be_kept_is_refused() {
        assertThat(decide("agmt-2", AgreementDecision.FOLLOWS, null)).isEqualTo(400);
        assertThat(decide("agmt-2", AgreementDecision.OVER, "agmt-1")).isEqualTo(400);
        assertThat(endpoint.decide("agmt-1", "Alice Example", "why", AgreementDecision.OVER, null)
                        .getStatus())
                .isEqualTo(400);
        assertThat(endpoint.decide("agmt-1", "alice", " ", AgreementDecision.OVER, null)
                        .getStatus())
                .isEqualTo(400);
        assertThat(endpoint.decide("agmt-1", "alice", "x".repeat(501), AgreementDecision.OVER, null)
                        .getStatus())
                .isEqualTo(400);
        assertThat(decided).isEmpty();
    }

    private int decide(String id, AgreementDecision decision, @Nullable String previous) {
        return endpoint.decide(id, "alice", " seen in the portal ", decision, previous)
                .getStatus();
    }

    private static PurchaseView purchase(String licence, @Nullable String awsAgreementId) {
        return purchase(licence, awsAgreementId, SubscriptionStatus.CONFIRMED);
    }

    private static PurchaseView purchase(String licence, @Nullable String awsAgreementId, SubscriptionStatus status) {
        var purchase = new Purchase("metrics", "aws", "product-2", null, licence);
        return new PurchaseView(
                purchase.subscriptionId(), purchase, awsAgreementId, status, Instant.EPOCH, Instant.EPOCH, true, null);
    }

    private static final class Four extends NoPurchases {

        @Override
        public Optional<SubscriptionId> successorOf(SubscriptionId predecessor) {
            return Optional.of(NEW.subscriptionId()).filter(successor -> predecessor.equals(JOINED.subscriptionId()));
        }

        @Override
        public Optional<PurchaseView> find(SubscriptionId subscriptionId) {
            return Stream.of(OLD, NEW, NAMELESS, JOINED)
                    .filter(purchase -> purchase.subscriptionId().equals(subscriptionId))
                    .findFirst();
        }

        @Override
        public Optional<PurchaseView> ofAgreement(String awsAgreementId) {
            return Stream.of(OLD, NEW)
                    .filter(purchase -> awsAgreementId.equals(purchase.awsAgreementId()))
                    .findFirst();
        }
    }

    private final class Recorded implements PurchaseDecisions {

        @Override
        public void inForce(PurchaseView purchase, String reason, Actor actor) {
            if (refuses) {
                throw AgreementRule.NOT_OVER.violatedBy(purchase.subscriptionId());
            }
            decided.add("in force " + purchase.awsAgreementId() + ": " + reason + " by " + actor);
        }

        @Override
        public void over(PurchaseView purchase, String reason, Actor actor) {
            decided.add("over " + purchase.awsAgreementId() + ": " + reason + " by " + actor);
        }

        @Override
        public void follows(PurchaseView purchase, PurchaseView previous, String reason, Actor actor) {
            decided.add(purchase.awsAgreementId() + " follows " + previous.awsAgreementId() + ": " + reason + " by "
                    + actor);
        }
    }
}
