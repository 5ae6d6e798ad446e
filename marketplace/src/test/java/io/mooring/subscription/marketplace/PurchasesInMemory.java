package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the query side would find. */
final class PurchasesInMemory implements KnownPurchases {

    final Map<SubscriptionId, PurchaseView> known = new TreeMap<>(Comparator.comparing(SubscriptionId::value));

    final Map<SubscriptionId, String> accounts = new HashMap<>();

    final Map<SubscriptionId, SubscriptionId> predecessors = new HashMap<>();

    void add(int count) {
        for (var i = 0; i < count; i++) {
            var purchase = new Purchase(
                    "newer", "aws", AgreementEvents.PRODUCT, null, "arn:aws:license-manager::1:license:l-" + i);
            known.put(
                    purchase.subscriptionId(),
                    new PurchaseView(
                            purchase.subscriptionId(),
                            purchase,
                            AgreementEvents.AGREEMENT,
                            SubscriptionStatus.CONFIRMED,
                            IntakeFixture.NOW,
                            IntakeFixture.NOW,
                            true,
                            null));
        }
    }

    @Override
    public Optional<PurchaseView> find(SubscriptionId subscriptionId) {
        return Optional.ofNullable(known.get(subscriptionId));
    }

    @Override
    public Optional<PurchaseView> ofAgreement(String awsAgreementId) {
        return known.values().stream()
                .filter(purchase -> awsAgreementId.equals(purchase.awsAgreementId()))
                .findFirst();
    }

    @Override
    public List<PurchaseView> notOver(@Nullable SubscriptionId after, int limit) {
        return known.values().stream()
                .filter(purchase ->
                        after == null || purchase.subscriptionId().value().compareTo(after.value()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<PurchaseView> byCustomerOnly(String listing, int limit) {
        return known.values().stream()
                .filter(it ->
                        it.purchase().listing().equals(listing) && it.purchase().licenseArn() == null)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<String> awsAccountOf(SubscriptionId subscriptionId) {
        return Optional.ofNullable(accounts.get(subscriptionId));
    }

    @Override
    public Optional<SubscriptionId> predecessorOf(SubscriptionId successor) {
        return Optional.ofNullable(predecessors.get(successor));
    }

    @Override
    public Optional<SubscriptionId> successorOf(SubscriptionId predecessor) {
        return predecessors.entrySet().stream()
                .filter(entry -> entry.getValue().equals(predecessor))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
