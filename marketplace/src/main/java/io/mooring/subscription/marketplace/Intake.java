package io.mooring.subscription.marketplace;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.rule.api.RuleViolated;
import io.mooring.subscription.marketplace.Inbox.Entry;
import io.mooring.subscription.marketplace.Inbox.MessageKey;
import io.mooring.subscription.marketplace.Inbox.Outcome;
import io.mooring.subscription.marketplace.Interpretation.Effect;
import io.mooring.subscription.marketplace.Interpretation.InTurn;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import io.mooring.subscription.marketplace.Interpretation.Refused;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Rejected;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Has each message of AWS have its effect exactly once, however often it is delivered: inbox row and events commit together. */
final class Intake implements MessageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Collisions collisions = new Collisions();
    private final Meanings meanings;
    private final KnownNames names;
    private final Inbox inbox;
    private final Commands commands;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final FailedHandlings failures;

    Intake(
            Meanings meanings,
            KnownNames names,
            Inbox inbox,
            Commands commands,
            TransactionTemplate transactions,
            Clock clock) {
        this.meanings = meanings;
        this.names = names;
        this.inbox = inbox;
        this.commands = commands;
        this.transactions = transactions;
        this.clock = clock;
        this.failures = new FailedHandlings(meanings, inbox, transactions, clock);
    }

    @Override
    public Verdict handle(QueueMessage message) {
        var reading = meanings.read(message);
        try {
            return switch (meanings.of(reading)) {
                case Refused refused -> rejected(message, reading, refused.reason());
                case Meant meant -> applied(message, reading, () -> meant);
                case InTurn turn ->
                    applied(message, reading, () -> {
                        names.lock(turn.listing());
                        return turn.meaning().get();
                    });
            };
        } catch (RuleViolated refused) {
            return rejected(message, reading, "refused: " + refused.rule().slug());
        }
    }

    @Override
    public Set<QueueMessage> known(List<QueueMessage> deliveries) {
        var byKey = deliveries.stream().collect(groupingBy(delivery -> MessageKey.of(meanings.read(delivery))));
        var times = byKey.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().size()));
        var seen = transactions.execute(transaction -> inbox.seenAgain(times, clock.instant()));
        return Objects.requireNonNull(seen).stream()
                .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
                .collect(toUnmodifiableSet());
    }

    @Override
    public void failed(QueueMessage message, RuntimeException failure) {
        failures.keep(message, failure);
    }

    private Verdict applied(QueueMessage message, Reading reading, Supplier<Meant> meaning) {
        var outcome =
                collisions.again(() -> transactions.execute(transaction -> taken(message, reading, meaning.get())));
        return new Done(outcome == null ? "DUPLICATE" : outcome.name());
    }

    /** What became of it; {@code null} where it was seen before. */
    private @Nullable Outcome taken(QueueMessage message, Reading reading, Meant meant) {
        var expected = meant.effect().equals(Effect.NONE) ? Outcome.RECORDED : Outcome.APPLIED;
        var entry = new Entry(MessageKey.of(reading), message, clock.instant(), expected, null, meant);
        Outcome outcome = null;
        if (inbox.isFirst(entry)) {
            var became = meant.effect().have(commands, Actor.aws(reading.stableId()));
            outcome = became.outcome();
            if (outcome != expected) {
                inbox.became(entry.key(), became, meant);
            }
        } else {
            inbox.seenAgain(Map.of(entry.key(), 1), entry.receivedAt());
        }
        LOG.info(
                "{} for subscription {} agreement {}: {} (message {})",
                meant.action(),
                meant.subscriptionId(),
                meant.awsAgreementId(),
                outcome == null ? "seen before" : outcome,
                reading.stableId());
        return outcome;
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
