package io.mooring.web.slice;

import io.mooring.audit.api.Actor;
import io.mooring.entitlement.api.CurrentEntitlements;
import io.mooring.subscription.api.InboxMessages;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceCustomers.ResolvedCustomer;
import io.mooring.subscription.api.MarketplaceNames;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.MovingPurchases;
import io.mooring.subscription.api.PurchaseDecisions;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Nothing was ever bought but what a test says, and AWS is asked in vain. */
public final class SilentMarketplace
        implements CurrentEntitlements,
                KnownPurchases,
                MarketplaceReadings,
                PurchaseDecisions,
                ReadingRequests,
                MovingPurchases,
                MarketplaceNames,
                InboxMessages {

    private final Map<SubscriptionId, Answer> bought = new ConcurrentHashMap<>();

    public void entitles(SubscriptionId subscriptionId, Answer answer) {
        bought.put(subscriptionId, answer);
    }

    @Override
    public Answer of(SubscriptionId subscriptionId) {
        return bought.getOrDefault(subscriptionId, new Closed(Reason.UNKNOWN_PURCHASE, null));
    }

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
    public void read(SubscriptionId subscriptionId, ReadingCause cause) {}

    @Override
    public void readAgreement(String awsAgreementId, ReadingCause cause) {}

    @Override
    public Pass readAll() {
        return new Pass(Instant.EPOCH, Instant.EPOCH, 0, 0, 0);
    }

    @Override
    public Optional<Pass> lastPass() {
        return Optional.empty();
    }

    @Override
    public void request(SubscriptionId subscriptionId, ReadingCause cause) {}

    @Override
    public void requestAgreement(String awsAgreementId, ReadingCause cause) {}

    @Override
    public void requestAll() {}

    @Override
    public void inForce(PurchaseView purchase, String reason, Actor actor) {}

    @Override
    public void over(PurchaseView purchase, String reason, Actor actor) {}

    @Override
    public void follows(PurchaseView purchase, PurchaseView previous, String reason, Actor actor) {}

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

    @Override
    public void readName(PurchaseName name, ReadingCause cause) {}

    @Override
    public void requestName(PurchaseName name, ReadingCause cause) {}

    @Override
    public SubscriptionId arrive(Listing listing, ResolvedCustomer customer, Actor actor) {
        return customer.purchase().subscriptionId();
    }

    @Override
    public SubscriptionId name(
            Listing listing, String customerIdentifier, @Nullable String licenseArn, String reason, Actor by) {
        throw new NotNamed("nothing was ever bought");
    }

    @Override
    public List<PurchaseView> withoutLicence(int limit) {
        return List.of();
    }

    @Override
    public List<String> waiting(int limit) {
        return List.of();
    }

    @Override
    public Optional<AwsName> of(SubscriptionId subscriptionId, Instant usedAt) {
        return Optional.empty();
    }

    @Override
    public List<Count> counts(int limit) {
        return List.of();
    }

    @Override
    public Page list(Set<State> states, @Nullable String reason, @Nullable String after, int limit) {
        return new Page(List.of(), null);
    }

    @Override
    public Optional<Message> find(InboxKey key) {
        return Optional.empty();
    }

    @Override
    public Optional<Result> takeAgain(InboxKey key, String reason, Actor by) {
        return Optional.empty();
    }

    @Override
    public Optional<Result> dismiss(InboxKey key, String reason, Actor by) {
        return Optional.empty();
    }

    @Override
    public Results takeAgain(State state, String because, int limit, String reason, Actor by) {
        return new Results(Map.of(), 0);
    }

    @Override
    public Results dismiss(State state, String because, int limit, String reason, Actor by) {
        return new Results(Map.of(), 0);
    }
}
