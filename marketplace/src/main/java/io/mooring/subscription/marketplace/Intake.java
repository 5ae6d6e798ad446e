package io.mooring.subscription.marketplace;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.rule.api.RuleViolated;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.marketplace.Inbox.Effected;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    public Map<QueueMessage, Done> together(List<QueueMessage> deliveries) {
        var arrived = deliveries.stream()
                .map(message -> new Arrived(message, meanings.read(message)))
                .toList();
        var times = arrived.stream().collect(groupingBy(Arrived::key, summingInt(one -> 1)));
        var taken = Objects.requireNonNull(transactions.execute(transaction -> {
            var seen = inbox.seenAgain(times, clock.instant());
            var fresh =
                    arrived.stream().filter(one -> !seen.contains(one.key())).toList();
            if (fresh.isEmpty()) {
                inbox.mayLose();
            }
            return new Together(seen, fresh.isEmpty() ? List.of() : takenTogether(fresh));
        }));
        var done = new HashMap<QueueMessage, Done>();
        arrived.stream()
                .filter(one -> taken.seen().contains(one.key()))
                .forEach(one -> done.put(one.message(), done(null)));
        taken.fresh().forEach(one -> {
            one.tell();
            done.put(one.message(), done(one.outcome()));
        });
        return done;
    }

    /** In one order by everybody, so that nobody waits in a circle; what the histories of all of them hold is read at once. */
    private List<Taken> takenTogether(List<Arrived> fresh) {
        var locked = new HashSet<Listing>();
        var meant = fresh.stream()
                .flatMap(one -> understood(one, locked).stream())
                .sorted(Understood.ORDER)
                .toList();
        var targets =
                meant.stream().flatMap(one -> one.meant().targets()).distinct().toList();
        return commands.readingAhead(targets, () -> taken(meant));
    }

    /** Empty where it has to go alone: it is to be put aside, or needs the names of its listing for itself. */
    private Optional<Understood> understood(Arrived one, Set<Listing> locked) {
        return switch (meanings.of(one.reading())) {
            case Refused refused -> Optional.empty();
            case Meant meant -> Optional.of(new Understood(one, meant));
            case InTurn turn when turn.listing().feed() == Feed.MOVING -> Optional.empty();
            case InTurn turn -> {
                if (locked.add(turn.listing())) {
                    names.lock(turn.listing());
                }
                yield Optional.of(new Understood(one, turn.meaning().get()));
            }
        };
    }

    @Override
    public void failed(QueueMessage message, RuntimeException failure) {
        failures.keep(message, failure);
    }

    private Verdict applied(QueueMessage message, Reading reading, Supplier<Meant> meaning) {
        var taken = Objects.requireNonNull(
                collisions.again(() -> transactions.execute(transaction -> alone(message, reading, meaning.get()))));
        taken.tell();
        return done(taken.outcome());
    }

    private static Done done(@Nullable Outcome outcome) {
        return new Done(outcome == null ? "DUPLICATE" : outcome.name());
    }

    private Taken alone(QueueMessage message, Reading reading, Meant meant) {
        var taken = taken(List.of(new Understood(new Arrived(message, reading), meant)))
                .getFirst();
        if (taken.outcome() == null) {
            inbox.mayLose();
        }
        return taken;
    }

    /** Writes them down, and has those that are new have their effects, one after the other. */
    private List<Taken> taken(List<Understood> messages) {
        var entries = new LinkedHashMap<MessageKey, Entry>();
        messages.forEach(one -> entries.putIfAbsent(one.key(), one.entry(clock.instant())));
        var first = new HashSet<>(inbox.firsts(List.copyOf(entries.values())));
        var taken = new ArrayList<Taken>();
        var otherwise = new ArrayList<Effected>();
        for (var one : messages) {
            var again = !first.remove(one.key());
            if (again) {
                inbox.seenAgain(Map.of(one.key(), 1), clock.instant());
                taken.add(new Taken(one, null));
            } else {
                var became =
                        one.meant().effect().have(commands, Actor.aws(one.key().stableId()));
                taken.add(new Taken(one, became.outcome()));
                if (became.outcome() != one.expected()) {
                    otherwise.add(new Effected(one.key(), became, one.meant()));
                }
            }
        }
        inbox.became(otherwise);
        return taken;
    }

    private Verdict rejected(QueueMessage message, Reading reading, String reason) {
        var entry = new Entry(MessageKey.of(reading), message, clock.instant(), Outcome.DEAD_LETTERED, reason, null);
        var kept = Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (!inbox.isFirst(entry)) {
                // The id is that of a message which had its effect; this body is kept by the dead-letter queue.
                inbox.mayLose();
                inbox.seenAgain(Map.of(entry.key(), 1), entry.receivedAt());
            }
            return inbox.holds(entry);
        }));
        LOG.warn("Message {} goes to the dead-letter queue: {}", message.messageId(), reason);
        return new Rejected(reason, kept);
    }

    /** One delivery, read. */
    private record Arrived(QueueMessage message, Reading reading) {

        MessageKey key() {
            return MessageKey.of(reading);
        }
    }

    /** One delivery and what it asks for. */
    private record Understood(Arrived arrived, Meant meant) {

        static final Comparator<Understood> ORDER = comparing(
                        (Understood one) -> String.valueOf(one.meant().subscriptionId()))
                .thenComparing(one -> one.key().feed())
                .thenComparing(one -> one.key().stableId());

        MessageKey key() {
            return arrived.key();
        }

        Outcome expected() {
            return meant.effect().equals(Effect.NONE) ? Outcome.RECORDED : Outcome.APPLIED;
        }

        Entry entry(Instant now) {
            return new Entry(key(), arrived.message(), now, expected(), null, meant);
        }
    }

    /**
     * What became of one.
     *
     * @param outcome {@code null} where it was seen before
     */
    private record Taken(Understood understood, @Nullable Outcome outcome) {

        QueueMessage message() {
            return understood.arrived().message();
        }

        /** Once it is committed. */
        void tell() {
            var meant = understood.meant();
            LOG.info(
                    "{} for subscription {} agreement {}: {} (message {})",
                    meant.action(),
                    meant.subscriptionId(),
                    meant.awsAgreementId(),
                    outcome == null ? "seen before" : outcome,
                    understood.key().stableId());
        }
    }

    /** What became of the deliveries of one receive. */
    private record Together(Set<MessageKey> seen, List<Taken> fresh) {}
}
