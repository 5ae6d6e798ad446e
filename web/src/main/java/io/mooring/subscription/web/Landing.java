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
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Turns a token into a session. The token is resolved at once, outside any transaction, and its hash is all that stays of it. */
@Component
final class Landing {

    private final MarketplaceCustomers customers;
    private final MovingPurchases moving;
    private final Commands commands;
    private final Sessions sessions;
    private final LandingTokens tokens;

    Landing(
            MarketplaceCustomers customers,
            MovingPurchases moving,
            Commands commands,
            Sessions sessions,
            LandingTokens tokens) {
        this.customers = customers;
        this.moving = moving;
        this.commands = commands;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** A new session; none for a token that was used before, since whoever holds it now may not be the one who was sent here with it. */
    Optional<SessionToken> arrive(Listing listing, String token) {
        var seen = tokens.find(listing.id(), token);
        if (seen.isPresent()) {
            return seen.filter(LandingTokens.Seen::fresh)
                    .map(repeated -> open(UUID.randomUUID(), repeated.subscriptionId()));
        }
        var customer = customers.resolve(listing, token);
        var sessionId = UUID.randomUUID();
        var subscriptionId = subscribe(listing, customer, Actor.buyer(sessionId.toString()));
        tokens.remember(listing.id(), token, subscriptionId);
        return Optional.of(open(sessionId, subscriptionId));
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
