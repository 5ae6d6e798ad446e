package io.mooring.activation.web;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.ActivationView.BillingAccount;
import io.mooring.activation.api.ActivationView.BoundWorkspace;
import io.mooring.activation.api.ActivationView.RequirementView;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.api.Explanation.Reason;
import io.mooring.activation.api.Explanation.WaitsFor;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Listings;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link ActivationView} as JSON, with the title of its listing. */
record ActivationAnswer(
        ActivationId activationId,
        long version,
        ActivationStatus status,
        SubscriptionAnswer subscription,
        List<RequirementView> requirements,
        List<HindranceAnswer> hindrances,
        @Nullable BillingAccount billingAccount,
        List<BoundWorkspace> workspaces,
        Instant startedAt,
        Instant expiresAt,
        @Nullable Instant completedAt) {

    record SubscriptionAnswer(
            SubscriptionId subscriptionId,
            SubscriptionStatus status,
            ListingAnswer listing,
            @Nullable String awsAccountId,
            int episode,
            Instant openedAt,
            @Nullable Instant confirmedAt,
            boolean freeTrial) {}

    record ListingAnswer(String id, String title, String productCode) {}

    /**
     * Why it is not complete, in words of ours and without what only whoever runs Mooring needs to know.
     *
     * @param expectedAt when AWS is going to act, where it has said so
     */
    record HindranceAnswer(
            Reason reason,
            @Nullable Instant since,
            @Nullable Instant expectedAt,
            WaitsFor waitsFor) {

        /** Whoever reads it has landed, although AWS may not have named their account. */
        private static List<HindranceAnswer> toTheBuyer(List<Hindrance> hindrances) {
            return hindrances.stream()
                    .filter(hindrance -> hindrance.reason() != Reason.NOT_LANDED)
                    .map(hindrance -> new HindranceAnswer(
                            hindrance.reason(), hindrance.since(), hindrance.expectedAt(), hindrance.waitsFor()))
                    .toList();
        }
    }

    static ActivationAnswer of(ActivationView view, Listings listings) {
        var bought = view.subscription();
        var title = listings.byId(bought.listing()).map(Listing::title).orElse(bought.listing());
        return new ActivationAnswer(
                view.activationId(),
                view.version(),
                view.status(),
                new SubscriptionAnswer(
                        bought.subscriptionId(),
                        bought.status(),
                        new ListingAnswer(bought.listing(), title, bought.productCode()),
                        bought.awsAccountId(),
                        bought.episode(),
                        bought.openedAt(),
                        bought.confirmedAt(),
                        bought.freeTrial()),
                view.requirements(),
                HindranceAnswer.toTheBuyer(view.hindrances()),
                view.billingAccount(),
                view.workspaces(),
                view.startedAt(),
                view.expiresAt(),
                view.completedAt());
    }

    /** Names the state shown: a new episode is another activation, whose version starts again. */
    static String stateId(ActivationView view) {
        return view.activationId() + ":" + view.version();
    }
}
