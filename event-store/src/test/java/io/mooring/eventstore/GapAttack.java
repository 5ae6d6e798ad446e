package io.mooring.eventstore;

import io.mooring.eventstore.GapAttackPlan.Append;
import io.mooring.eventstore.GapAttackPlan.Begin;
import io.mooring.eventstore.GapAttackPlan.Finish;
import io.mooring.eventstore.GapAttackPlan.Read;
import io.mooring.eventstore.GapAttackPlan.Step;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Carries out a plan on a storage engine: one step at a time in the plan's order, each transaction on a thread and a connection of its own, the clock
 * set and nobody waiting. What comes out is therefore the same every time.
 */
final class GapAttack {

    private final GapAttackPlan plan;
    private final EventStorageEngine engine;
    private final DataSourceTransactionManager transactions;
    private final JdbcClient jdbc;
    private final Map<Integer, OpenTransaction> open = new HashMap<>();
    private final List<Reader> readers;
    private final TreeMap<Instant, List<String>> committed = new TreeMap<>();

    private GapAttack(GapAttackPlan plan, EventStorageEngine engine, DataSource dataSource, List<Reading> readers) {
        this.plan = plan;
        this.engine = engine;
        this.transactions = new DataSourceTransactionManager(dataSource);
        this.jdbc = JdbcClient.create(dataSource);
        this.readers = IntStream.range(0, GapAttackPlan.READERS)
                .mapToObj(n -> new Reader(readers.get(n % readers.size())))
                .toList();
    }

    /** What each reader saw by the end, and how often one was kept from an event that it could have had. */
    static List<Reader> carryOut(
            GapAttackPlan plan, EventStorageEngine engine, DataSource dataSource, Reading... readers) {
        var clock = GenericEventMessage.clock;
        try {
            return new GapAttack(plan, engine, dataSource, List.of(readers)).run();
        } finally {
            GenericEventMessage.clock = clock;
        }
    }

    private List<Reader> run() {
        for (var step : plan.steps()) {
            carryOut(step);
        }
        for (var reader = 0; reader < readers.size(); reader++) {
            carryOut(new Read(plan.end(), reader, Integer.MAX_VALUE));
        }
        return readers;
    }

    private void carryOut(Step step) {
        GenericEventMessage.clock = Clock.fixed(step.at(), ZoneOffset.UTC);
        switch (step) {
            case Begin begin -> open.put(begin.transaction(), new OpenTransaction());
            case Append append -> transaction(append.transaction()).append(append.events());
            case Finish finish -> {
                transaction(finish.transaction()).finish(finish.commit());
                open.remove(finish.transaction());
                if (finish.commit()) {
                    committed
                            .computeIfAbsent(finish.at(), at -> new ArrayList<>())
                            .addAll(identifiers(finish));
                }
            }
            case Read read -> readers.get(read.reader()).read(read.atMost());
        }
    }

    private OpenTransaction transaction(int number) {
        var transaction = open.get(number);
        if (transaction == null) {
            throw new IllegalStateException("Transaction " + number + " is not open");
        }
        return transaction;
    }

    private List<String> identifiers(Finish finish) {
        return plan.transactions().get(finish.transaction()).events().stream()
                .map(DomainEventMessage::getIdentifier)
                .toList();
    }

    /** What was committed before any transaction that is still open had its first number. */
    private List<String> withinReach() {
        var oldest = open.keySet().stream()
                .map(number -> plan.transactions().get(number).firstAppend())
                .min(Comparator.naturalOrder());
        return committed.headMap(oldest.orElse(Instant.MAX), false).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private final class OpenTransaction {

        private final ExecutorService thread =
                Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        private final TransactionStatus status = onItsThread(() -> {
            var begun = transactions.getTransaction(new DefaultTransactionDefinition());
            jdbc.sql("select pg_current_xact_id()").query(Object.class).single();
            return begun;
        });

        void append(List<? extends DomainEventMessage<?>> events) {
            onItsThread(() -> {
                engine.appendEvents(events);
                return true;
            });
        }

        void finish(boolean commit) {
            onItsThread(() -> {
                if (commit) {
                    transactions.commit(status);
                } else {
                    transactions.rollback(status);
                }
                return true;
            });
            thread.close();
        }

        private <T> T onItsThread(Callable<T> step) {
            return resultOf(thread.submit(step));
        }

        private static <T> T resultOf(Future<T> step) {
            try {
                return step.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Remembers its position and nothing else, as an event processor does. */
    final class Reader {

        private final Reading reading;
        private final List<DomainEventMessage<?>> seen = new ArrayList<>();
        private @Nullable TrackingToken position;
        private int keptWaiting;

        Reader(Reading reading) {
            this.reading = reading;
        }

        private void read(int atMost) {
            var page = reading.after(position, atMost);
            page.events().forEach(event -> seen.add((DomainEventMessage<?>) event));
            position = page.reached();
            if (atMost == Integer.MAX_VALUE && !new HashSet<>(identifiers()).containsAll(withinReach())) {
                keptWaiting++;
            }
        }

        List<String> identifiers() {
            return seen.stream().map(DomainEventMessage::getIdentifier).toList();
        }

        List<DomainEventMessage<?>> seen() {
            return seen;
        }

        /** How often it read to the end and did not get an event that nothing in flight stood before. */
        int keptWaiting() {
            return keptWaiting;
        }
    }
}
