package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.InboxMessages;
import io.mooring.subscription.marketplace.Inbox.MessageKey;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Rejected;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskKind;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Has a person look at the inbox, take messages again as if they were delivered once more, and dismiss them. */
final class PutAsideMessages implements InboxMessages {

    private static final Logger LOG = LoggerFactory.getLogger(PutAsideMessages.class);
    private static final String DISMISSED = "DISMISSED";

    private final InboxRows rows;
    private final Intakes intakes;
    private final Commands commands;
    private final TransactionTemplate transactions;
    private final Clock clock;

    PutAsideMessages(
            InboxRows rows, Intakes intakes, Commands commands, TransactionTemplate transactions, Clock clock) {
        this.rows = rows;
        this.intakes = intakes;
        this.commands = commands;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Count> counts(int limit) {
        return rows.counts(limit);
    }

    @Override
    public Page list(Set<State> states, @Nullable String reason, @Nullable String after, int limit) {
        return rows.list(states, reason, after, limit);
    }

    @Override
    public Optional<Message> find(InboxKey key) {
        return rows.find(key);
    }

    @Override
    public Optional<Result> takeAgain(InboxKey key, String reason, Actor by) {
        var found = rows.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var kept =
                transactions.execute(transaction -> rows.takenAgain(key, new Decision(clock.instant(), by.id(), reason))
                        .orElse(null));
        if (kept == null) {
            throw new NotPutAside(found.get().outcome());
        }
        LOG.info("Message {} is taken again by {}: {}", key.stableId(), by, reason);
        var result = handled(kept.message(), intakes.of(kept.queue()));
        if (!result.outcome().equals(Inbox.Outcome.FAILED.name())) {
            keptUnderItsId(key, kept.message(), by);
        }
        return Optional.of(result);
    }

    /** What could not be read was known by its bytes; now it has AWS's own id, and the row of that. */
    private void keptUnderItsId(InboxKey key, QueueMessage message, Actor by) {
        var readAs = MessageKey.of(new NotificationReader(clock).read(message));
        var newKey = new InboxKey(Inbox.name(readAs.feed()), readAs.stableId());
        if (!newKey.equals(key) && rows.find(newKey).isPresent()) {
            transactions.executeWithoutResult(transaction -> rows.dismissed(
                    key, new Decision(clock.instant(), by.id(), "kept as " + newKey.feed() + " " + newKey.stableId())));
        }
    }

    private static Result handled(QueueMessage message, MessageHandler intake) {
        try {
            return switch (intake.handle(message)) {
                case Done done -> new Result(done.outcome(), null);
                case Rejected rejected -> new Result(Inbox.Outcome.DEAD_LETTERED.name(), rejected.reason());
            };
        } catch (RuntimeException failed) {
            LOG.warn("{} had no effect again: {}", message, failed.toString());
            intake.failed(message, failed);
            return new Result(Inbox.Outcome.FAILED.name(), FailedHandlings.text(failed));
        }
    }

    @Override
    public Optional<Result> dismiss(InboxKey key, String reason, Actor by) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var found = rows.find(key);
            if (found.isEmpty()) {
                return Optional.<Result>empty();
            }
            if (!rows.dismissed(key, new Decision(clock.instant(), by.id(), reason))) {
                throw new NotPutAside(found.get().outcome());
            }
            LOG.info("Message {} is dismissed by {}: {}", key.stableId(), by, reason);
            var waitedFor = found.get().waitsFor();
            if (waitedFor != null && !rows.isWaitedFor(waitedFor)) {
                commands.send(new SettleTask(TaskKind.PURCHASE_UNKNOWN, waitedFor, clock.instant()), by);
            }
            return Optional.of(new Result(DISMISSED, found.get().reason()));
        }));
    }

    @Override
    public Results takeAgain(State state, String because, int limit, String reason, Actor by) {
        return each(state, because, limit, key -> takeAgain(key, reason, by));
    }

    @Override
    public Results dismiss(State state, String because, int limit, String reason, Actor by) {
        return each(state, because, limit, key -> dismiss(key, reason, by));
    }

    /** Whoever had its effect meanwhile is passed over. */
    private Results each(State state, String because, int limit, Function<InboxKey, Optional<Result>> work) {
        var outcomes = new TreeMap<String, Integer>();
        for (var line : rows.list(Set.of(state), because, null, limit).messages()) {
            try {
                work.apply(line.key()).ifPresent(result -> outcomes.merge(result.outcome(), 1, Integer::sum));
            } catch (NotPutAside meanwhile) {
                LOG.debug("Message {} was dealt with meanwhile", line.key().stableId(), meanwhile);
            }
        }
        return new Results(outcomes, rows.count(state, because));
    }
}
