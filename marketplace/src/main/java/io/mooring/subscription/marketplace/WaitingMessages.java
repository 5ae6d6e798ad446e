package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.marketplace.Inbox.Effected;
import io.mooring.subscription.marketplace.Inbox.MessageKey;
import io.mooring.subscription.marketplace.Inbox.Outcome;
import io.mooring.subscription.marketplace.Interpretation.Became;
import io.mooring.subscription.marketplace.Interpretation.InTurn;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import io.mooring.subscription.marketplace.Interpretation.Refused;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has messages that waited for a name have their effect, each exactly once, in the transaction that makes the name known. */
final class WaitingMessages {

    /** How long AWS may take to say whose a name is before a person is asked. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(WaitingMessages.class);
    private static final int AT_MOST = 1_000;

    private final Inbox inbox;
    private final WaitingRows rows;
    private final KnownNames names;
    private final Meanings meanings;
    private final Commands commands;
    private final Clock clock;

    WaitingMessages(
            Inbox inbox,
            WaitingRows rows,
            KnownNames names,
            ConfiguredListings listings,
            ReadingRequests readings,
            Commands commands,
            Clock clock) {
        this.inbox = inbox;
        this.rows = rows;
        this.names = names;
        this.meanings = new Meanings(listings, names, new NotByName(readings), clock);
        this.commands = commands;
        this.clock = clock;
    }

    /** All purchases that are known by a name. */
    List<Purchase> known(Listing listing, PurchaseName name) {
        return switch (name.kind()) {
            case CUSTOMER -> names.ofCustomer(listing, KnownNames.byCustomer(listing, name.name()));
            case LICENCE -> names.ofLicence(listing, name.name()).stream().toList();
        };
    }

    List<PurchaseName> names(int limit) {
        return rows.names(limit).stream().map(WaitingRows.Waiting::name).toList();
    }

    /** Does nothing while the name is of no purchase. */
    void release(Listing listing, PurchaseName name, RefusedMessages refused) {
        if (known(listing, name).isEmpty()) {
            return;
        }
        var waiting = rows.of(name);
        waiting.forEach(message -> have(message, refused));
        if (!waiting.isEmpty()) {
            LOG.info("{} messages that waited for a name were taken", waiting.size());
            commands.send(new SettleTask(TaskKind.PURCHASE_UNKNOWN, name.key(), clock.instant()), Reconciliation.ACTOR);
        }
    }

    private void have(QueueMessage message, RefusedMessages refused) {
        var reading = meanings.read(message);
        var key = MessageKey.of(reading);
        refused.reason(key)
                .ifPresentOrElse(reason -> putAside(reading, reason), () -> refused.attempt(key, () -> have(reading)));
    }

    private void have(Reading reading) {
        switch (meanings.of(reading)) {
            case InTurn turn -> have(reading, turn.meaning().get());
            case Meant meant -> have(reading, meant);
            case Refused refused -> putAside(reading, refused.reason());
        }
    }

    private void have(Reading reading, Meant meant) {
        var became = meant.effect().have(commands, Actor.aws(reading.stableId()));
        inbox.became(List.of(new Effected(MessageKey.of(reading), became, meant)));
    }

    private void putAside(Reading reading, String reason) {
        inbox.became(List.of(new Effected(MessageKey.of(reading), new Became(Outcome.DEAD_LETTERED, reason), null)));
    }

    /** One that AWS does not answer about leaves the others their turn. */
    void readAll(Consumer<PurchaseName> read, Instant now) {
        for (var waiting : rows.names(AT_MOST)) {
            try {
                read.accept(waiting.name());
            } catch (RuntimeException unanswered) {
                LOG.warn("A name that messages wait for could not be read: {}", unanswered.getMessage());
            }
        }
        for (var waiting : rows.names(AT_MOST)) {
            // Of every round the same statement: what a person has closed stays closed
            var dueAt = waiting.since().plus(PATIENCE);
            if (!dueAt.isAfter(now)) {
                commands.send(
                        new OpenTask(
                                TaskKind.PURCHASE_UNKNOWN,
                                new TaskSubject(waiting.name().key(), null, null, null),
                                dueAt,
                                null),
                        Reconciliation.ACTOR);
            }
        }
    }

    /** AWS has just been asked about the name; what waits on is asked about in the next round. */
    private record NotByName(ReadingRequests readings) implements ReadingRequests {

        @Override
        public void request(SubscriptionId subscriptionId, ReadingCause cause) {
            readings.request(subscriptionId, cause);
        }

        @Override
        public void requestAgreement(String awsAgreementId, ReadingCause cause) {
            readings.requestAgreement(awsAgreementId, cause);
        }

        @Override
        public void requestName(PurchaseName name, ReadingCause cause) {}

        @Override
        public void requestAll() {
            readings.requestAll();
        }
    }
}
