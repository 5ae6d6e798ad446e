package io.mooring.subscription.web;

import io.mooring.access.web.Scope;
import io.mooring.access.web.SessionToken;
import io.mooring.access.web.Sessions;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceCustomers;
import io.mooring.subscription.api.MarketplaceCustomers.ResolvedCustomer;
import io.mooring.subscription.api.MovingPurchases;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.web.LandingTokens.Arrival;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns a token into a session. The token is resolved at once, outside any transaction, and its hash is all that stays of it. A token opens one session: it opens
 * another one only in place of one that no browser has shown yet.
 */
@Component
final class Landing {

    private final MarketplaceCustomers customers;
    private final MovingPurchases moving;
    private final Commands commands;
    private final Sessions sessions;
    private final LandingTokens tokens;
    private final TransactionTemplate transactions;

    Landing(
            MarketplaceCustomers customers,
            MovingPurchases moving,
            Commands commands,
            Sessions sessions,
            LandingTokens tokens,
            TransactionTemplate transactions) {
        this.customers = customers;
        this.moving = moving;
        this.commands = commands;
        this.sessions = sessions;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    /** A new session; none for a token that was used before, since whoever holds it now may not be the one who was sent here with it. */
    Optional<SessionToken> arrive(Listing listing, String token, String looks) {
        var arrival = new Arrival(listing.id(), token, looks);
        if (tokens.isKnown(arrival)) {
            return inOneTransaction(() -> again(arrival));
        }
        var customer = customers.resolve(listing, token);
        var sessionId = UUID.randomUUID();
        var subscriptionId = subscribe(listing, customer, Actor.buyer(sessionId.toString()));
        return inOneTransaction(() -> tokens.remember(arrival, subscriptionId, sessionId)
                ? Optional.of(open(sessionId, subscriptionId))
                : again(arrival));
    }

    /** The same press of the button, of which no answer has reached the browser: its session is replaced, so that there is one for each token. */
    private Optional<SessionToken> again(Arrival arrival) {
        var seen = tokens.hold(arrival).filter(LandingTokens.Seen::alike).orElse(null);
        if (seen == null || seen.sessionId() == null || !sessions.withdraw(seen.sessionId())) {
            return Optional.empty();
        }
        var sessionId = UUID.randomUUID();
        tokens.opened(arrival, sessionId);
        return Optional.of(open(sessionId, seen.subscriptionId()));
    }

    private Optional<SessionToken> inOneTransaction(Supplier<Optional<SessionToken>> work) {
        return Objects.requireNonNull(transactions.execute(transaction -> work.get()));
    }

    private SubscriptionId subscribe(Listing listing, ResolvedCustomer customer, Actor buyer) {
        if (listing.feed() != Feed.SNS) {
            return moving.arrive(listing, customer, buyer);
        }
        var purchase = customer.purchase();
        commands.send(
                new SubscribeFromMarketplace(purchase.subscriptionId(), purchase, customer.awsAccountId(), true),
                buyer);
        return purchase.subscriptionId();
    }

    private SessionToken open(UUID sessionId, SubscriptionId subscriptionId) {
        return sessions.open(sessionId, Scope.ACTIVATION, subscriptionId.value());
    }
}
