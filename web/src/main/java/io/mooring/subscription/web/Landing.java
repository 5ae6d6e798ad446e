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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns a token into a session. The token is resolved at once, outside any transaction, and its hash is all that stays of it. A token opens one session: another
 * one only in place of one that no browser has shown yet, and only for a browser that comes without it.
 */
@Component
final class Landing {

    /** Where a token leads. */
    sealed interface Way {

        /** To the wizard, by a new session. */
        record In(SessionToken session) implements Way {}

        /**
         * To the page for whoever comes again: whoever holds the token now may not be the one who was sent here with it.
         *
         * @param mark of the purchase that the token is for
         * @param pass for a press that may be the one whose answer is still on its way, or lost
         */
        record Again(String mark, @Nullable String pass) implements Way {

            @Override
            public String toString() {
                return "Again[" + mark + "]";
            }
        }
    }

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

    Way arrive(Listing listing, String token, String looks) {
        var arrival = new Arrival(listing.id(), token, looks);
        if (tokens.isKnown(arrival)) {
            return again(arrival);
        }
        var customer = customers.resolve(listing, token);
        var sessionId = UUID.randomUUID();
        var subscriptionId = subscribe(listing, customer, Actor.buyer(sessionId.toString()));
        var opened = inOneTransaction(() -> tokens.remember(arrival, subscriptionId, sessionId)
                ? Optional.of(open(sessionId, subscriptionId))
                : Optional.empty());
        return opened.<Way>map(Way.In::new).orElseGet(() -> again(arrival));
    }

    private Way again(Arrival arrival) {
        return tokens.find(arrival)
                .map(seen -> new Way.Again(mark(seen.subscriptionId().value()), seen.alike() ? arrival.pass() : null))
                .orElseGet(() -> new Way.Again("", null));
    }

    /** Tells purchases apart without naming them. */
    static String mark(String subscriptionId) {
        return LandingTokens.digest("purchase\n" + subscriptionId);
    }

    /**
     * For a browser that no answer to that press has reached: its session is replaced, so that there is one for each token; none where another browser has shown
     * it, or where the pass is of a press for another purchase.
     */
    Optional<SessionToken> goOn(String pass, String mark) {
        return inOneTransaction(() -> tokens.hold(pass)
                .filter(held -> mark(held.subscriptionId().value()).equals(mark))
                .filter(held -> held.sessionId() != null && sessions.withdraw(held.sessionId()))
                .map(held -> {
                    var sessionId = UUID.randomUUID();
                    tokens.opened(pass, sessionId);
                    return open(sessionId, held.subscriptionId());
                }));
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
