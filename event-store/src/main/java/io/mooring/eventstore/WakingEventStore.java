package io.mooring.eventstore;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * An event store that wakes the readers of this node as soon as a commit is done. Without it, Axon's pooled processors look for new events every half
 * second. What other nodes commit is seen at the latest when a processor looks for segments to take over.
 */
public final class WakingEventStore extends EmbeddedEventStore {

    private final Set<WakingStream> sleepers = ConcurrentHashMap.newKeySet();

    private WakingEventStore(Builder builder) {
        super(builder);
    }

    public static WakingEventStore on(EventStorageEngine engine) {
        var builder = EmbeddedEventStore.builder();
        builder.storageEngine(engine);
        // The shared tail of Axon's store has no callback and would leave pooled processors asleep
        builder.optimizeEventConsumption(false);
        return new WakingEventStore(builder);
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
                    wakeAll();
                }
            });
        } else {
            wakeAll();
        }
    }

    private void wakeAll() {
        sleepers.forEach(WakingStream::wake);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return new WakingStream(super.openStream(trackingToken));
    }

    private final class WakingStream implements TrackingEventStream {

        private final TrackingEventStream events;
        private volatile @Nullable Runnable callback;

        WakingStream(TrackingEventStream events) {
            this.events = events;
        }

        void wake() {
            var reader = callback;
            if (reader != null) {
                reader.run();
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable reader) {
            callback = reader;
            sleepers.add(this);
            return true; // false would have the processor sleep half a second that no wake-up can interrupt
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return events.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return events.nextAvailable();
        }

        @Override
        public void close() {
            sleepers.remove(this);
            events.close();
        }
    }
}
