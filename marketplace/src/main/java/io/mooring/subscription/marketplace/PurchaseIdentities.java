package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceCustomers.ResolvedCustomer;
import io.mooring.subscription.api.MovingPurchases;
import io.mooring.subscription.api.NameSource;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import io.mooring.subscription.marketplace.NameTruth.Answer;
import io.mooring.subscription.marketplace.NameTruth.Answer.Pair;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks AWS about names first and joins them afterwards, with all that waited for it, in one transaction that has the listing to itself. */
final class PurchaseIdentities implements MovingPurchases {

    private static final Logger LOG = LoggerFactory.getLogger(PurchaseIdentities.class);

    private final NameTruth truth;
    private final PurchaseNames names;
    private final KnownPurchases purchases;
    private final ConfiguredListings listings;
    private final JoinedNames joined;
    private final WaitingMessages waiting;
    private final ReadingRequests readings;
    private final Commands commands;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Collisions collisions = new Collisions();

    PurchaseIdentities(
            NameTruth truth,
            PurchaseNames names,
            KnownPurchases purchases,
            ConfiguredListings listings,
            WaitingMessages waiting,
            ReadingRequests readings,
            Commands commands,
            TransactionTemplate transactions,
            Clock clock) {
        this.truth = truth;
        this.names = names;
        this.purchases = purchases;
        this.listings = listings;
        this.joined = new JoinedNames(names, purchases, commands);
        this.waiting = waiting;
        this.readings = readings;
        this.commands = commands;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public SubscriptionId arrive(Listing listing, ResolvedCustomer customer, Actor actor) {
        var name = nameOf(customer.purchase());
        var isAsked = listing.feed() == Feed.MOVING && customer.customerIdentifier() == null && !isKnown(listing, name);
        var answer = isAsked ? askedInPassing(listing, name, customer.awsAccountId()) : new Answer.Untold();
        return inTurn(listing, refused -> {
            var purchase = identified(listing, customer, answer, actor);
            var id = land(purchase, customer, actor);
            if (listing.feed() == Feed.MOVING) {
                release(listing, name, purchase, customer.customerIdentifier(), refused);
                // What was not told now may be later
                readings.requestName(name, ReadingCause.UNCONFIRMED);
            }
            return id;
        });
    }

    /** In a transaction that has the listing's names to itself. */
    private <T> T inTurn(Listing listing, Function<RefusedMessages, T> work) {
        return RefusedMessages.setAside(refused ->
                collisions.again(() -> Objects.requireNonNull(transactions.execute(transaction -> {
                    names.lock(listing);
                    return work.apply(refused);
                }))));
    }

    private SubscriptionId land(Purchase purchase, ResolvedCustomer customer, Actor actor) {
        var id = purchase.subscriptionId();
        commands.send(new SubscribeFromMarketplace(id, purchase, customer.awsAccountId(), true), actor);
        return id;
    }

    private Purchase identified(Listing listing, ResolvedCustomer customer, Answer answer, Actor actor) {
        var told = customer.purchase();
        var also = customer.customerIdentifier();
        if (also != null && told.licenseArn() != null && isToBeJoined(listing, also)) {
            var pair = new Pair(also, told.licenseArn(), NameSource.LANDING, null);
            var purchase = joined.join(listing, pair, null, actor, clock.instant());
            if (purchase.isPresent()) {
                return purchase.get();
            }
        }
        if (answer instanceof Pair pair) {
            var purchase = joined.join(listing, pair, null, actor, clock.instant());
            if (purchase.isPresent()) {
                return purchase.get();
            }
        }
        var known = known(listing, nameOf(told));
        if (!known.isEmpty()) {
            return known.getLast();
        }
        return listing.feed() == Feed.MOVING ? joined.alone(told, actor) : told;
    }

    /** Where the move is over, only what is still known by customer. */
    private boolean isToBeJoined(Listing listing, String customer) {
        return listing.feed() == Feed.MOVING
                || !known(listing, PurchaseName.customer(listing.id(), customer))
                        .isEmpty();
    }

    private Answer askedInPassing(Listing listing, PurchaseName name, @Nullable String awsAccountId) {
        try {
            return ask(listing, name, awsAccountId);
        } catch (AgreementsUnavailable | EntitlementsUnavailable unanswered) {
            LOG.warn("A buyer came and AWS did not say whose name theirs is: {}", unanswered.getMessage());
            return new Answer.Untold();
        }
    }

    private Answer ask(Listing listing, PurchaseName name, @Nullable String awsAccountId) {
        return truth.of(
                listing,
                name,
                awsAccountId,
                licence -> names.ofLicence(listing, licence)
                        .filter(it -> it.customerIdentifier() != null)
                        .isPresent());
    }

    /** Asks AWS whose name it is, and has what waited for it have its effect where AWS tells. */
    void read(PurchaseName name) {
        var listing = listings.byId(name.listing()).orElse(null);
        if (listing == null || !listing.feed().includes(Feed.EVENTBRIDGE)) {
            return;
        }
        if (name.kind() == PurchaseName.Kind.LICENCE
                && names.ofLicence(listing, name.name())
                        .filter(it -> it.customerIdentifier() != null)
                        .isPresent()) {
            return;
        }
        conclude(listing, name, ask(listing, name, null));
    }

    private void conclude(Listing listing, PurchaseName name, Answer answer) {
        inTurn(listing, refused -> {
            switch (answer) {
                case Pair pair ->
                    joined.join(listing, pair, null, Reconciliation.ACTOR, clock.instant())
                            .ifPresent(
                                    purchase -> release(listing, name, purchase, pair.customerIdentifier(), refused));
                case Answer.Alone() -> alone(listing, name, refused);
                case Answer.Several(var customer, var candidates) -> {
                    open(listing, customer, names.ambiguousSince(name, candidates, clock.instant()));
                    if (name.kind() == PurchaseName.Kind.LICENCE) {
                        alone(listing, name, refused);
                    }
                }
                case Answer.Untold() -> waiting.release(listing, name, refused);
            }
            return true;
        });
    }

    private void alone(Listing listing, PurchaseName name, RefusedMessages refused) {
        if (listing.feed() == Feed.MOVING && known(listing, name).isEmpty()) {
            joined.alone(purchaseOf(listing, name), Reconciliation.ACTOR);
        }
        waiting.release(listing, name, refused);
    }

    /** As long as AWS names the same, it is the same statement: what a person has closed stays closed. */
    private void open(Listing listing, String customer, Instant since) {
        var name = PurchaseName.customer(listing.id(), customer);
        var known = known(listing, name);
        commands.send(
                new OpenTask(
                        TaskKind.LICENCE_AMBIGUOUS,
                        new TaskSubject(
                                name.key(),
                                null,
                                known.isEmpty() ? null : known.getFirst().subscriptionId(),
                                null),
                        since,
                        null),
                Reconciliation.ACTOR);
    }

    @Override
    public SubscriptionId name(
            Listing listing, String customerIdentifier, @Nullable String licenseArn, String reason, Actor by) {
        if (!listing.feed().includes(Feed.EVENTBRIDGE)) {
            throw new NotNamed("listing " + listing.id() + " is told of by customer identifier only");
        }
        var customer = PurchaseName.customer(listing.id(), customerIdentifier);
        return inTurn(listing, refused -> {
            var purchase = licenseArn == null
                    ? withoutLicence(listing, customer, by)
                    : joined.join(
                                    listing,
                                    new Pair(customerIdentifier, licenseArn, NameSource.OPERATOR, null),
                                    reason,
                                    by,
                                    clock.instant())
                            .orElseThrow(() -> new NotNamed("the licence is another customer's"));
            release(listing, customer, purchase, customerIdentifier, refused);
            return purchase.subscriptionId();
        });
    }

    private Purchase withoutLicence(Listing listing, PurchaseName customer, Actor by) {
        var known = known(listing, customer);
        if (known.stream().anyMatch(it -> it.licenseArn() != null)) {
            throw new NotNamed("the customer has a licence");
        }
        return known.isEmpty() ? joined.alone(purchaseOf(listing, customer), by) : known.getFirst();
    }

    /** Under each of the purchase's names something may have waited. */
    private void release(
            Listing listing, PurchaseName name, Purchase purchase, @Nullable String customer, RefusedMessages refused) {
        waiting.release(listing, name, refused);
        if (purchase.licenseArn() != null) {
            waiting.release(listing, PurchaseName.licence(listing.id(), purchase.licenseArn()), refused);
        }
        if (customer != null) {
            var ofCustomer = PurchaseName.customer(listing.id(), customer);
            waiting.release(listing, ofCustomer, refused);
            names.noLongerAmbiguous(List.of(name, ofCustomer));
            commands.send(
                    new SettleTask(TaskKind.LICENCE_AMBIGUOUS, ofCustomer.key(), clock.instant()),
                    Reconciliation.ACTOR);
        }
    }

    private boolean isKnown(Listing listing, PurchaseName name) {
        return !known(listing, name).isEmpty();
    }

    /** By names that were given since the listing moves, or known before. */
    private List<Purchase> known(Listing listing, PurchaseName name) {
        return waiting.known(listing, name);
    }

    private static Purchase purchaseOf(Listing listing, PurchaseName name) {
        return name.kind() == PurchaseName.Kind.CUSTOMER
                ? KnownNames.byCustomer(listing, name.name())
                : KnownNames.byLicence(listing, name.name());
    }

    private static PurchaseName nameOf(Purchase purchase) {
        return purchase.licenseArn() == null
                ? PurchaseName.customer(purchase.listing(), String.valueOf(purchase.customerIdentifier()))
                : PurchaseName.licence(purchase.listing(), purchase.licenseArn());
    }

    /** Asks about everything that still waits, and a person about what has waited for a day. */
    void readWaiting(Instant now) {
        waiting.readAll(this::read, now);
    }

    @Override
    public List<PurchaseView> withoutLicence(int limit) {
        return listings.all().stream()
                .filter(listing -> listing.feed().includes(Feed.EVENTBRIDGE))
                .flatMap(listing -> purchases.byCustomerOnly(listing.id(), limit).stream())
                .filter(known -> !known.isOver())
                .limit(limit)
                .toList();
    }

    @Override
    public List<String> waiting(int limit) {
        return waiting.names(limit).stream().map(PurchaseName::key).toList();
    }
}
