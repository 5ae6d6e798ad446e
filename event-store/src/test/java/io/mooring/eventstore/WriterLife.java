package io.mooring.eventstore;

import io.mooring.eventstore.HarbourEvent.ShipMoored;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Appends to a few aggregates, going on from what is stored of each, in transactions of one to four events, and reports each one: what it tries, and
 * then that it is committed, or that it was taken back on purpose.
 */
final class WriterLife {

    static final String TRIED = "tried";
    static final String COMMITTED = "committed";
    static final String TAKEN_BACK = "taken-back";

    /** How many transactions a life has that nobody ends. */
    static final int TRANSACTIONS = 400;

    private static final int AGGREGATES = 7;
    private static final int TAKEN_BACK_EVERY = 5;

    private final Life life;
    private final PostgresEventStorageEngine engine;
    private final TransactionTemplate transaction;

    private WriterLife(Life life) {
        this.life = life;
        this.engine = life.engine();
        this.transaction = new TransactionTemplate(life.transactions());
    }

    public static void main(String[] arguments) {
        var writer = new WriterLife(Life.from(arguments));
        for (var n = 1; n <= TRANSACTIONS; n++) {
            writer.write(n);
        }
    }

    private void write(int n) {
        var aggregate = "ship-" + n % AGGREGATES;
        var next = engine.lastSequenceNumberFor(aggregate).map(last -> last + 1).orElse(0L);
        var events = LongStream.range(next, next + 1 + n % 4)
                .mapToObj(sequence -> event(aggregate, sequence, n))
                .toList();
        var identifiers = String.join(
                " ", events.stream().map(DomainEventMessage::getIdentifier).toList());

        MortalProcess.report(TRIED + " " + identifiers);
        var takenBack = n % TAKEN_BACK_EVERY == 0;
        transaction.executeWithoutResult(status -> {
            // Two appends, the second of which may be empty
            engine.appendEvents(events.subList(0, 1));
            engine.appendEvents(List.copyOf(events.subList(1, events.size())));
            if (takenBack) {
                status.setRollbackOnly();
            }
        });
        MortalProcess.report((takenBack ? TAKEN_BACK : COMMITTED) + " " + identifiers);
    }

    private DomainEventMessage<?> event(String aggregate, long sequence, int n) {
        return new GenericDomainEventMessage<>(
                "Harbour",
                aggregate,
                sequence,
                new ShipMoored("north", 120, Instant.EPOCH),
                MetaData.emptyInstance(),
                aggregate + "/" + sequence + "/" + life.number() + "." + n,
                Instant.EPOCH);
    }
}
