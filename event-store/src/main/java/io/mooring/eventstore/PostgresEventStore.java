package io.mooring.eventstore;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The event store on {@link PostgresEventStorageEngine}. It tells the readers of this node as soon as a commit is done, and reads the streams that a batch
 * will need by one query ahead of it. Axon's own processors work on it, too: without the wake-up they look for new events every half second.
 */
public final class PostgresEventStore extends EmbeddedEventStore {

    /** Between two looks of a waiting reader for what nobody told it of. */
    private static final Duration SLOW_LOOK = Duration.ofSeconds(1);

    private static final String PREPARED = PostgresEventStore.class.getName() + "/prepared";

    private final PostgresEventStorageEngine engine;
    private final Set<WakingStream> sleepers = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private PostgresEventStore(Builder builder, PostgresEventStorageEngine engine) {
        super(builder);
        this.engine = engine;
    }

    public static PostgresEventStore on(PostgresEventStorageEngine engine) {
        var builder = EmbeddedEventStore.builder();
        builder.storageEngine(engine);
        // The shared tail of Axon's store has no callback and would leave pooled processors asleep
        builder.optimizeEventConsumption(false);
        return new PostgresEventStore(builder, engine);
    }

    public PostgresEventStorageEngine engine() {
        return engine;
    }

    /** Has the listener told, on the committing thread, whenever events of this node have become visible. */
    public Registration onCommitted(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Wakes the streams that are open on this node, because somebody else has committed. */
    public void wakeStreams() {
        sleepers.forEach(WakingStream::wake);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            // Axon is done, but inside a transaction of somebody who is not: nothing can be seen before that commit
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    committed();
                }
            });
        } else {
            committed();
        }
    }

    private void committed() {
        listeners.forEach(Runnable::run);
        wakeStreams();
    }

    /**
     * Reads what is stored of these aggregates now, by one query; the running unit of work and its children load them from there. For work that knows
     * what it will need: a batch of events that each lead to a command.
     */
    public void prepare(Collection<String> aggregateIds) {
        if (aggregateIds.isEmpty()) {
            return;
        }
        var stored = engine.readStreams(aggregateIds);
        var prepared = prepared(true);
        aggregateIds.forEach(id -> prepared.put(id, stored.getOrDefault(id, StoredStream.EMPTY)));
    }

    private static Map<String, StoredStream> prepared(boolean create) {
        if (!CurrentUnitOfWork.isStarted()) {
            return Map.of();
        }
        var root = CurrentUnitOfWork.get().root();
        Map<String, StoredStream> prepared = create
                ? root.getOrComputeResource(PREPARED, key -> new HashMap<>())
                : root.getOrDefaultResource(PREPARED, Map.of());
        return prepared;
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        var stored = prepared(false).get(aggregateIdentifier);
        return stored == null
                ? super.readEvents(aggregateIdentifier)
                : DomainEventStream.concat(
                        stored.open(), DomainEventStream.of(stagedDomainEventMessages(aggregateIdentifier)));
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return new WakingStream(super.openStream(trackingToken));
    }

    private final class WakingStream implements TrackingEventStream {

        private final TrackingEventStream events;
        private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);
        private volatile @Nullable Runnable callback;

        WakingStream(TrackingEventStream events) {
            this.events = events;
            sleepers.add(this);
        }

        void wake() {
            bell.offer(true);
            var reader = callback;
            if (reader != null) {
                reader.run();
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable reader) {
            callback = reader;
            return true; // false would have the processor sleep half a second that no wake-up can interrupt
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        /** Axon's own waiting is for its shared tail, which rings for nobody here. */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            var end = System.nanoTime() + unit.toNanos(timeout);
            while (true) {
                bell.clear();
                if (events.hasNextAvailable(0, unit)) {
                    return true;
                }
                var left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                bell.poll(Math.min(left, SLOW_LOOK.toNanos()), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            hasNextAvailable(Integer.MAX_VALUE, TimeUnit.SECONDS);
            return events.nextAvailable();
        }

        @Override
        public void close() {
            sleepers.remove(this);
            events.close();
        }
    }
}
