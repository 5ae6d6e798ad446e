package io.mooring.subscription.marketplace;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.rule.api.RuleViolated;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.marketplace.Inbox.Entry;
import io.mooring.subscription.marketplace.Inbox.MessageKey;
import io.mooring.subscription.marketplace.Inbox.Outcome;
import io.mooring.subscription.marketplace.Interpretation.Effect;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import io.mooring.subscription.marketplace.Interpretation.Refused;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Rejected;
import io.mooring.subscription.marketplace.Reading.AgreementMessage;
import io.mooring.subscription.marketplace.Reading.Notification;
import io.mooring.subscription.marketplace.Reading.Unreadable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Has each message of AWS have its effect exactly once, however often it is delivered: inbox row and events commit together. */
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
    private final NotificationMeaning ofNotifications;
    private final AgreementMeaning ofAgreements;
    private final Inbox inbox;
    private final Commands commands;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Intake(
            ConfiguredListings listings,
            Inbox inbox,
            Commands commands,
            ReadingRequests readings,
            TransactionTemplate transactions,
            Clock clock) {
        this.ofNotifications = new NotificationMeaning(listings, readings);
        this.ofAgreements = new AgreementMeaning(listings, readings);
        this.inbox = inbox;
        this.commands = commands;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Verdict handle(QueueMessage message) {
        var reading = reader.read(message);
        return switch (interpreted(reading)) {
            case Refused refused -> rejected(message, reading, refused.reason());
            case Meant meant -> {
                try {
                    yield applied(message, reading, meant);
                } catch (RuleViolated refused) {
                    yield rejected(
                            message, reading, "refused: " + refused.rule().slug());
                }
            }
        };
    }

    @Override
    public Set<QueueMessage> known(List<QueueMessage> deliveries) {
        var byKey = deliveries.stream().collect(groupingBy(delivery -> MessageKey.of(reader.read(delivery))));
        var times = byKey.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().size()));
        var seen = transactions.execute(transaction -> inbox.seenAgain(times, clock.instant()));
        return Objects.requireNonNull(seen).stream()
                .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
                .collect(toUnmodifiableSet());
    }

    private Interpretation interpreted(Reading reading) {
        return switch (reading) {
            case Unreadable unreadable -> new Refused(unreadable.reason());
            case Notification notification -> ofNotifications.of(notification);
            case AgreementMessage event -> ofAgreements.of(event);
        };
    }

    private Verdict applied(QueueMessage message, Reading reading, Meant meant) {
        var entry = new Entry(
                MessageKey.of(reading),
                message,
                clock.instant(),
                meant.effect().equals(Effect.NONE) ? Outcome.RECORDED : Outcome.APPLIED,
                null,
                meant);
        var actor = Actor.aws(reading.stableId());
        var first = again(() -> Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (!inbox.isFirst(entry)) {
                inbox.seenAgain(Map.of(entry.key(), 1), entry.receivedAt());
                return false;
            }
            meant.effect().have(commands, actor);
            return true;
        })));
        LOG.info(
                "{} for subscription {} agreement {}: {} (message {})",
                meant.action(),
                meant.subscriptionId(),
                meant.awsAgreementId(),
                first ? entry.outcome() : "seen before",
                reading.stableId());
        return new Done(first ? entry.outcome().name() : "DUPLICATE");
    }

    private boolean again(BooleanSupplier transaction) {
        try {
            return Boolean.TRUE.equals(retry.execute(transaction::getAsBoolean));
        } catch (RetryException exhausted) {
            throw exhausted.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(exhausted);
        }
    }

    private Verdict rejected(QueueMessage message, Reading reading, String reason) {
        var entry = new Entry(MessageKey.of(reading), message, clock.instant(), Outcome.DEAD_LETTERED, reason, null);
        var kept = Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (!inbox.isFirst(entry)) {
                // The id is that of a message which had its effect; this body is kept by the dead-letter queue.
                inbox.seenAgain(Map.of(entry.key(), 1), entry.receivedAt());
            }
            return inbox.holds(entry);
        }));
        LOG.warn("Message {} goes to the dead-letter queue: {}", message.messageId(), reason);
        return new Rejected(reason, kept);
    }
}
