package io.mooring.subscription.web;

import io.mooring.agreement.api.AgreementDecision;
import io.mooring.rule.api.RuleViolated;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.PurchaseDecisions;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionRule;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.web.Decided;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** Where a purchase stands, and the way to decide what AWS does not say of it, on the port for the inside. */
@Component
@Endpoint(id = "purchases")
class PurchasesEndpoint {

    private static final int CONFLICT = 409;

    private final KnownPurchases purchases;
    private final PurchaseDecisions decisions;

    PurchasesEndpoint(KnownPurchases purchases, PurchaseDecisions decisions) {
        this.purchases = purchases;
        this.decisions = decisions;
    }

    /** 404 where none is known by the id, which is a subscription's or AWS's of an agreement. */
    @ReadOperation
    WebEndpointResponse<PurchaseView> purchase(@Selector String id) {
        return find(id).map(WebEndpointResponse::new)
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }

    /**
     * Decides: 204; 404 where a purchase is not known, 409 where the decision contradicts what is known, 400 for what cannot be kept.
     *
     * @param by who decided: a short account name, no personal data
     * @param reason why; 1 to 500 characters
     * @param decision {@code in-force}, {@code over} or {@code follows}
     * @param previous with {@code follows}: which purchase this one renews or replaces, by either id
     */
    @WriteOperation
    WebEndpointResponse<Map<String, String>> decide(
            @Selector String id, String by, String reason, AgreementDecision decision, @Nullable String previous) {
        var decided = new Decided(by, reason);
        var objection = decided.objection();
        if (objection != null) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, objection);
        }
        if ((decision == AgreementDecision.FOLLOWS) != (previous != null)) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, "previous belongs to the decision follows");
        }
        var purchase = find(id).orElse(null);
        var before = previous == null ? null : find(previous).orElse(null);
        if (purchase == null || (previous != null && before == null)) {
            return refused(WebEndpointResponse.STATUS_NOT_FOUND, "there is no such purchase");
        }
        if (before != null && !canFollow(purchase, before)) {
            return refused(CONFLICT, "these are not two purchases whose agreements are known");
        }
        if (before == null && purchase.status() == SubscriptionStatus.SUPERSEDED) {
            return refused(CONFLICT, goesOn(purchase));
        }
        try {
            carryOut(decision, purchase, before, decided);
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
        } catch (RuleViolated contradicts) {
            return refused(CONFLICT, contradicts.rule().slug());
        }
    }

    private void carryOut(
            AgreementDecision decision, PurchaseView purchase, @Nullable PurchaseView before, Decided decided) {
        if (before != null) {
            decisions.follows(purchase, before, decided.reason(), decided.actor());
        } else if (decision == AgreementDecision.OVER) {
            decisions.over(purchase, decided.reason(), decided.actor());
        } else {
            decisions.inForce(purchase, decided.reason(), decided.actor());
        }
    }

    private String goesOn(PurchaseView purchase) {
        return purchases
                .successorOf(purchase.subscriptionId())
                .map(successor -> "it goes on as " + successor + ", decide there")
                .orElseGet(SubscriptionRule.NOT_SUPERSEDED::slug);
    }

    private static boolean canFollow(PurchaseView purchase, PurchaseView before) {
        return purchase.awsAgreementId() != null
                && before.awsAgreementId() != null
                && !purchase.awsAgreementId().equals(before.awsAgreementId());
    }

    private Optional<PurchaseView> find(String id) {
        return id.isBlank()
                ? Optional.empty()
                : purchases.find(new SubscriptionId(id)).or(() -> purchases.ofAgreement(id));
    }

    private static WebEndpointResponse<Map<String, String>> refused(int status, String detail) {
        return new WebEndpointResponse<>(Map.of("detail", detail), status);
    }
}
