package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.rule.api.RuleViolated;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionCommand;
import io.mooring.subscription.marketplace.Inbox.Entry;
import io.mooring.subscription.marketplace.Inbox.Outcome;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Rejected;
import io.mooring.subscription.marketplace.Reading.Notification;
import io.mooring.subscription.marketplace.Reading.Unreadable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns each notification into its commands exactly once, however often it is delivered: inbox row and events commit together. */
final class Intake implements MessageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** What fails quickly has met somebody on the same purchase; what fails slowly is away, and the queue keeps the message. */
    private static final RetryPolicy ON_COLLISION = RetryPolicy.builder()
            .excludes(RuleViolated.class)
            .maxRetries(4)
            .delay(Duration.ofMillis(20))
            .jitter(Duration.ofMillis(10))
            .multiplier(2)
            .timeout(Duration.ofSeconds(1))
            .build();

    private final RetryTemplate retry = new RetryTemplate(ON_COLLISION);
    private final NotificationReader reader = new NotificationReader();
    private final ConfiguredListings listings;
    private final Inbox inbox;
    private final Commands commands;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Intake(ConfiguredListings listings, Inbox inbox, Commands commands, TransactionTemplate transactions, Clock clock) {
        this.listings = listings;
        this.inbox = inbox;
        this.commands = commands;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Verdict handle(QueueMessage message) {
        return switch (reader.read(message)) {
            case Unreadable unreadable -> rejected(message, unreadable.stableId(), unreadable.reason());
            case Notification notification -> handle(message, notification);
        };
    }

    private Verdict handle(QueueMessage message, Notification notification) {
        var listing = listings.byProductCode(notification.productCode()).orElse(null);
        if (listing == null) {
            return rejected(message, notification.stableId(), "unknown product: " + notification.productCode());
        }
        if (!listings.mayComeFrom(listing, notification.topicArn())) {
            return rejected(
                    message,
                    notification.stableId(),
                    "topic " + notification.topicArn() + " does not speak for listing " + listing.id());
        }
        try {
            return applied(message, notification, listing);
        } catch (RuleViolated refused) {
            return rejected(
                    message,
                    notification.stableId(),
                    "refused: " + refused.rule().slug());
        }
    }

    private Verdict applied(QueueMessage message, Notification notification, Listing listing) {
        var purchase = new Purchase(
                listing.id(), listing.partition(), listing.productCode(), notification.customerIdentifier(), null);
        var due = commands(notification, purchase);
        var entry = new Entry(
                notification.stableId(),
                message,
                clock.instant(),
                due.isEmpty() ? Outcome.RECORDED : Outcome.APPLIED,
                null,
                notification.action(),
                purchase.subscriptionId());
        var actor = Actor.aws(notification.stableId());
        var first = again(() -> Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (!inbox.isFirst(entry)) {
                inbox.seenAgain(entry);
                return false;
            }
            due.forEach(command -> commands.send(command, actor));
            return true;
        })));
        LOG.info(
                "{} for subscription {}: {} (notification {})",
                notification.action().text(),
                purchase.subscriptionId(),
                first ? entry.outcome() : "seen before",
                notification.stableId());
        return new Done(first ? entry.outcome().name() : "DUPLICATE");
    }

    private boolean again(BooleanSupplier transaction) {
        try {
            return Boolean.TRUE.equals(retry.execute(transaction::getAsBoolean));
        } catch (RetryException exhausted) {
            throw exhausted.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(exhausted);
        }
    }

    /** Total: every action that AWS knows has its line here. */
    private static List<SubscriptionCommand> commands(Notification notification, Purchase purchase) {
        var id = purchase.subscriptionId();
        var at = notification.occurredAt();
        return switch (notification.action()) {
            case SUBSCRIBE_SUCCESS ->
                List.of(
                        new SubscribeFromMarketplace(id, purchase, null, false),
                        new ConfirmSubscription(id, purchase, notification.offerId(), notification.freeTrial(), at));
            case SUBSCRIBE_FAIL -> List.of(new FailSubscription(id, purchase, at));
            case UNSUBSCRIBE_PENDING -> List.of(new BeginEndingSubscription(id, purchase, at));
            case UNSUBSCRIBE_SUCCESS -> List.of(new EndSubscription(id, purchase, at));
            case ENTITLEMENT_UPDATED -> List.of();
        };
    }

    private Verdict rejected(QueueMessage message, String stableId, String reason) {
        var entry = new Entry(stableId, message, clock.instant(), Outcome.DEAD_LETTERED, reason, null, null);
        transactions.executeWithoutResult(transaction -> {
            if (!inbox.isFirst(entry)) {
                // The id is that of a message which had its effect; this body did not, so it is kept as well.
                inbox.seenAgain(entry);
            }
        });
        LOG.warn("Message {} goes to the dead-letter queue: {}", message.messageId(), reason);
        return new Rejected(reason);
    }
}
