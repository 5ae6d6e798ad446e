package io.mooring.web.slice;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.ActivationView.BillingAccount;
import io.mooring.activation.api.ActivationView.RequirementView;
import io.mooring.activation.api.ActivationView.Subscription;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.api.Explanation.Reason;
import io.mooring.activation.api.Requirement;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Activations as the projection would show them. */
public final class SampleActivations {

    public static final BillingAccountId ACCOUNT = new BillingAccountId("billing-account-1");

    public static ActivationView open(SubscriptionId subscriptionId) {
        return view(subscriptionId, 1, 1, null);
    }

    public static ActivationView withBillingAccount(SubscriptionId subscriptionId) {
        return view(subscriptionId, 1, 2, new BillingAccount(ACCOUNT, "acme"));
    }

    public static ActivationView atVersion(SubscriptionId subscriptionId, long version) {
        return view(subscriptionId, 1, version, null);
    }

    public static ActivationView secondEpisode(SubscriptionId subscriptionId) {
        return view(subscriptionId, 2, 1, null);
    }

    public static ActivationView inStatus(SubscriptionId subscriptionId, ActivationStatus status) {
        var open = open(subscriptionId);
        return new ActivationView(
                open.activationId(),
                open.version() + 1,
                status,
                open.subscription(),
                open.requirements(),
                open.hindrances(),
                open.billingAccount(),
                open.workspaces(),
                open.startedAt(),
                open.expiresAt(),
                null);
    }

    private static ActivationView view(
            SubscriptionId subscriptionId, int episode, long version, @Nullable BillingAccount account) {
        return new ActivationView(
                ActivationId.of(subscriptionId, episode),
                version,
                ActivationStatus.OPEN,
                new Subscription(
                        subscriptionId,
                        SubscriptionStatus.WAITING_FOR_AWS,
                        StubMarketplace.LISTING.id(),
                        StubMarketplace.LISTING.productCode(),
                        StubMarketplace.AWS_ACCOUNT,
                        episode,
                        SettableClock.START,
                        null,
                        false),
                List.of(
                        new RequirementView(Requirement.CONFIRMED_SUBSCRIPTION, null),
                        new RequirementView(Requirement.BILLING_ACCOUNT, account == null ? null : SettableClock.START),
                        new RequirementView(Requirement.BOUND_WORKSPACE, null)),
                List.of(
                        Hindrance.of(Reason.NOT_LANDED, SettableClock.START),
                        Hindrance.of(Reason.NOT_CONFIRMED, SettableClock.START)),
                account,
                List.of(),
                SettableClock.START,
                SettableClock.START.plus(Duration.ofDays(30)),
                null);
    }

    private SampleActivations() {}
}
