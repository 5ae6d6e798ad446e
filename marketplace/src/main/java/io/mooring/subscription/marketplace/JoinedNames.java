package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.JoinNames;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.LastStatement;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SupersedeSubscription;
import io.mooring.subscription.marketplace.NameTruth.Answer.Pair;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which of two identities stays when two names turn out to be one purchase's; within a transaction that has the listing to itself. */
final class JoinedNames {

    private final PurchaseNames names;
    private final KnownPurchases purchases;
    private final Commands commands;

    JoinedNames(PurchaseNames names, KnownPurchases purchases, Commands commands) {
        this.names = names;
        this.purchases = purchases;
        this.commands = commands;
    }

    /** A purchase with one name only. */
    Purchase alone(Purchase purchase, Actor actor) {
        names.put(purchase, purchase.customerIdentifier(), null);
        commands.send(new SubscribeFromMarketplace(purchase.subscriptionId(), purchase, null, false), actor);
        return purchase;
    }

    /**
     * The one purchase that both names are of: the one that is known already, and where both are known the one by licence, to which the other hands on. Empty where
     * the licence is another customer's.
     */
    Optional<Purchase> join(Listing listing, Pair pair, @Nullable String reason, Actor actor, Instant now) {
        var known = names.ofLicence(listing, pair.licenseArn());
        if (known.isPresent() && known.get().customerIdentifier() != null) {
            return known.filter(it -> pair.customerIdentifier().equals(it.customerIdentifier()))
                    .map(PurchaseNames.Named::purchase);
        }
        var ofCustomer = names.ofCustomer(listing, pair.customerIdentifier());
        var hasNoLicence = ofCustomer.stream().allMatch(it -> it.joinedAt() == null);
        var byCustomer = KnownNames.byCustomer(listing, pair.customerIdentifier());
        var byLicence = KnownNames.byLicence(listing, pair.licenseArn());
        var isLicenceKnown =
                known.isPresent() || purchases.find(byLicence.subscriptionId()).isPresent();
        if (hasNoLicence && !isLicenceKnown && ask(byCustomer, pair, reason, actor, now)) {
            var both = new Purchase(
                    listing.id(),
                    listing.partition(),
                    listing.productCode(),
                    pair.customerIdentifier(),
                    pair.licenseArn());
            names.put(both, pair.customerIdentifier(), now);
            return Optional.of(both);
        }
        commands.send(new SubscribeFromMarketplace(byLicence.subscriptionId(), byLicence, null, false), actor);
        ask(byLicence, pair, reason, actor, now);
        if (hasNoLicence) {
            names.remove(byCustomer.subscriptionId());
        }
        names.put(byLicence, pair.customerIdentifier(), now);
        var isCustomerKnown = !ofCustomer.isEmpty()
                || purchases.find(byCustomer.subscriptionId()).isPresent();
        if (hasNoLicence && isLicenceKnown && isCustomerKnown) {
            handOn(byCustomer, byLicence, pair.beganAt(), actor, now);
        }
        return Optional.of(byLicence);
    }

    private boolean ask(Purchase purchase, Pair pair, @Nullable String reason, Actor actor, Instant now) {
        return commands.ask(
                new JoinNames(
                        purchase.subscriptionId(),
                        pair.customerIdentifier(),
                        pair.licenseArn(),
                        pair.source(),
                        reason,
                        pair.beganAt(),
                        now),
                Boolean.class,
                actor);
    }

    /** What AWS had said of the one it has said of the other; what is over hands nothing on but that it is. */
    private void handOn(Purchase from, Purchase to, @Nullable Instant beganAt, Actor actor, Instant now) {
        var last = commands.ask(
                new SupersedeSubscription(from.subscriptionId(), from, to.subscriptionId(), now),
                LastStatement.class,
                actor);
        var at = last.saidAt();
        if (at == null) {
            return;
        }
        var id = to.subscriptionId();
        switch (last.status()) {
            case CONFIRMED ->
                commands.send(new ConfirmSubscription(id, to, last.offerId(), last.freeTrial(), at), actor);
            case FAILED -> commands.send(new FailSubscription(id, to, at), actor);
            case ENDING -> commands.send(new BeginEndingSubscription(id, to, at), actor);
            case ENDED -> {
                if (beganAt != null && !beganAt.isAfter(at)) {
                    commands.send(new EndSubscription(id, to, at), actor);
                }
            }
            case WAITING_FOR_AWS, SUPERSEDED -> {}
        }
    }
}
