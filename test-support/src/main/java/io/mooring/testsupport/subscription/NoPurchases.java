package io.mooring.testsupport.subscription;

import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** AWS has told of no purchase; whoever knows one says so by overriding. */
public class NoPurchases implements KnownPurchases {

    @Override
    public Optional<PurchaseView> find(SubscriptionId subscriptionId) {
        return Optional.empty();
    }

    @Override
    public Optional<PurchaseView> ofAgreement(String awsAgreementId) {
        return Optional.empty();
    }

    @Override
    public List<PurchaseView> notOver(@Nullable SubscriptionId after, int limit) {
        return List.of();
    }

    @Override
    public List<PurchaseView> byCustomerOnly(String listing, int limit) {
        return List.of();
    }

    @Override
    public Optional<String> awsAccountOf(SubscriptionId subscriptionId) {
        return Optional.empty();
    }

    @Override
    public Optional<SubscriptionId> predecessorOf(SubscriptionId successor) {
        return Optional.empty();
    }

    @Override
    public Optional<SubscriptionId> successorOf(SubscriptionId predecessor) {
        return Optional.empty();
    }
}
