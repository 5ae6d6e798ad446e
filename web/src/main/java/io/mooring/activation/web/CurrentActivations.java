package io.mooring.activation.web;

import io.mooring.access.web.BuyerSession;
import io.mooring.activation.api.ActivationRule;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.web.Fault;
import io.mooring.web.Queries;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The one activation that a session may see and change; for workers only. */
@Component
public final class CurrentActivations {

    private final Queries queries;

    CurrentActivations(Queries queries) {
        this.queries = queries;
    }

    Optional<ActivationView> find(SubscriptionId subscriptionId) {
        return queries.find(new FindCurrentActivation(subscriptionId), ActivationView.class);
    }

    /** The session's activation; {@link Fault#ACTIVATION_PREPARING} while no projection knows it yet. */
    public ActivationView of(BuyerSession session) {
        return find(session.subscriptionId())
                .orElseThrow(() -> Fault.ACTIVATION_PREPARING.problem().retryAfterSeconds(1));
    }

    /** The billing account bound to the activation; a projection that lags behind this session's own binding does not hide it. */
    public BillingAccountId billingAccount(BuyerSession session, ActivationView activation) {
        return Optional.ofNullable(activation.billingAccount())
                .map(ActivationView.BillingAccount::billingAccountId)
                .or(() -> session.boundTo(activation.activationId()))
                .orElseThrow(() -> ActivationRule.BILLING_ACCOUNT_BOUND.violatedBy(activation.activationId()));
    }
}
