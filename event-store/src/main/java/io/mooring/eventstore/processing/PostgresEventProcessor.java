package io.mooring.eventstore.processing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.AbstractEventProcessor;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.lifecycle.Lifecycle;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * A streaming event processor on the node's {@link EventFeed}. A batch is one transaction: what the handlers write, the events of the commands they send, a
 * saga's state and the position. Segments are claimed in the token store, so that any number of nodes share them; a failed batch is repeated with growing
 * pauses, and no event is passed over.
 */
public final class PostgresEventProcessor extends AbstractEventProcessor implements StreamingEventProcessor, Lifecycle {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final EventFeed feed;
    private final SegmentClaims claims;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final Batching batching;
    private final @Nullable Parking parking;
    private final Map<Integer, SegmentWorker> workers = new ConcurrentHashMap<>();
    private final Map<Integer, Long> keptFree = new ConcurrentHashMap<>();
    private final Batches batches;
    private volatile boolean running;

    private PostgresEventProcessor(Builder builder, Node node, Batching batching, @Nullable Parking parking) {
        super(builder);
        this.feed = node.feed();
        this.claims = node.claims();
        this.tokens = node.tokens();
        this.transactions = node.transactions();
        this.batching = batching;
        this.parking = parking;
        this.batches = new Batches(this, node);
    }

    /** What the processors of a node share. */
    public record Node(EventFeed feed, SegmentClaims claims, TokenStore tokens, TransactionManager transactions) {}

    /** A processor that repeats what fails until it succeeds. */
    public static PostgresEventProcessor of(String name, EventHandlerInvoker handlers, Node node, Batching batching) {
        return new PostgresEventProcessor(new Builder(name, handlers), node, batching, null);
    }

    /** A processor that parks an event which fails for reasons of its own, and what follows it in its sequence, as dead letters. */
    public static PostgresEventProcessor of(
            String name, EventHandlerInvoker handlers, Node node, Batching batching, Parking parking) {
        return new PostgresEventProcessor(new Builder(name, handlers), node, batching, parking);
    }

    private static final class Builder extends AbstractEventProcessor.Builder {
        Builder(String name, EventHandlerInvoker handlers) {
            name(name);
            eventHandlerInvoker(handlers);
            rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE);
        }
    }

    @Override
    public void registerLifecycleHandlers(LifecycleRegistry lifecycle) {
        lifecycle.onStart(Phase.INBOUND_EVENT_CONNECTORS, this::start);
        lifecycle.onShutdown(Phase.INBOUND_EVENT_CONNECTORS, this::shutDown);
    }

    @Override
    public synchronized void start() {
        if (!running) {
            feed.start();
            running = true;
            claims.add(this);
        }
    }

    @Override
    public synchronized void shutDown() {
        List<SegmentWorker> stopping;
        synchronized (workers) {
            running = false;
            claims.remove(this);
            stopping = List.copyOf(workers.values());
        }
        stopping.forEach(SegmentWorker::stop);
        stopping.forEach(worker -> worker.awaitEnd(STOP_WITHIN));
    }

    @Override
    public CompletableFuture<Void> shutdownAsync() {
        return CompletableFuture.runAsync(
                this::shutDown,
                task -> Thread.ofPlatform().name(getName() + "-stop").start(task));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** True while a worker repeats a batch that failed. */
    @Override
    public boolean isError() {
        return workers.values().stream().anyMatch(worker -> worker.status().isErrorState());
    }

    // What segments and workers need

    Batching batching() {
        return batching;
    }

    TrackingToken initialToken() {
        return feed.engine().createTailToken();
    }

    /** Begins to work on a segment, if nobody else on this or another node does. True if it did. */
    boolean claim(int segmentId) {
        synchronized (workers) {
            var free = keptFree.get(segmentId);
            if (free != null && System.nanoTime() - free < 0) {
                return false;
            }
            keptFree.remove(segmentId);
            return work(segmentId, Long.MAX_VALUE) != null;
        }
    }

    /** Works on a segment up to a position only; null if somebody works on it already. */
    @Nullable
    SegmentWorker work(int segmentId, long stopAt) {
        synchronized (workers) {
            if (!running || workers.containsKey(segmentId)) {
                return null;
            }
            var segment = segment(segmentId);
            var token = transactions.fetchInTransaction(() -> tokens.fetchToken(getName(), segment));
            var worker = new SegmentWorker(this, feed, segment, token, stopAt);
            workers.put(segmentId, worker);
            worker.start();
            return worker;
        }
    }

    /** A worker has ended; the claim is given up where it still is ours, and only then the segment can be taken again. */
    void ended(SegmentWorker worker) {
        try {
            eventHandlerInvoker().segmentReleased(worker.segment());
            transactions.executeInTransaction(
                    () -> tokens.releaseClaim(getName(), worker.segment().getSegmentId()));
        } finally {
            workers.remove(worker.segment().getSegmentId(), worker);
        }
    }

    boolean isOfInterest(EventMessage<?> event, Segment segment) throws Exception {
        return canHandle(event, segment);
    }

    @Nullable
    Parking parking() {
        return parking;
    }

    Batches batches() {
        return batches;
    }

    void process(List<? extends EventMessage<?>> events, UnitOfWork<? extends EventMessage<?>> work, Segment segment)
            throws Exception {
        processInUnitOfWork(events, work, List.of(segment));
    }

    // StreamingEventProcessor

    @Override
    public String getTokenStoreIdentifier() {
        return transactions
                .fetchInTransaction(() -> tokens.retrieveStorageIdentifier())
                .orElseThrow(() -> new IllegalStateException("The token store has no identifier"));
    }

    @Override
    public void releaseSegment(int segmentId) {
        releaseSegment(segmentId, 2 * claims.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void releaseSegment(int segmentId, long releaseDuration, TimeUnit unit) {
        keepFree(segmentId, releaseDuration, unit);
        var worker = workers.get(segmentId);
        if (worker != null) {
            worker.stop();
        }
    }

    void keepFree(int segmentId, long time, TimeUnit unit) {
        keptFree.put(segmentId, System.nanoTime() + unit.toNanos(time));
    }

    @Override
    public CompletableFuture<Boolean> claimSegment(int segmentId) {
        keptFree.remove(segmentId);
        return later(() -> {
            try {
                return claim(segmentId);
            } catch (UnableToClaimTokenException anotherNodes) {
                return false;
            }
        });
    }

    @Override
    public CompletableFuture<Boolean> splitSegment(int segmentId) {
        return later(() -> surgery().split(segment(segmentId)));
    }

    @Override
    public CompletableFuture<Boolean> mergeSegment(int segmentId) {
        return later(() -> surgery().merge(segment(segmentId)));
    }

    private SegmentSurgery surgery() {
        return new SegmentSurgery(this, tokens, transactions);
    }

    private CompletableFuture<Boolean> later(BooleanSupplier task) {
        return CompletableFuture.supplyAsync(
                task::getAsBoolean,
                work -> Thread.ofPlatform().name(getName() + "-segments").start(work));
    }

    Segment segment(int segmentId) {
        return Segment.computeSegment(
                segmentId, transactions.fetchInTransaction(() -> tokens.fetchSegments(getName())));
    }

    @Nullable
    SegmentWorker worker(int segmentId) {
        return workers.get(segmentId);
    }

    /** Has these segments looked at again soon, because they have changed. */
    void segmentsChanged(int... segmentIds) {
        for (var segmentId : segmentIds) {
            keptFree.remove(segmentId);
        }
        claims.lookAgain();
    }

    @Override
    public boolean supportsReset() {
        return eventHandlerInvoker().supportsReset();
    }

    @Override
    public void resetTokens() {
        resetTokens(initialToken());
    }

    @Override
    public <R> void resetTokens(@Nullable R resetContext) {
        resetTokens(initialToken(), resetContext);
    }

    @Override
    public void resetTokens(Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start) {
        resetTokens(start.apply(feed.source()));
    }

    @Override
    public <R> void resetTokens(
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start, @Nullable R resetContext) {
        resetTokens(start.apply(feed.source()), resetContext);
    }

    /** Begins again at a position. The processor has to be shut down, and all its segments free or claimed by this node. */
    @Override
    public <R> void resetTokens(TrackingToken startPosition, @Nullable R resetContext) {
        if (!supportsReset()) {
            throw new IllegalStateException("The handlers of " + getName() + " do not support a reset");
        }
        if (running) {
            throw new IllegalStateException(getName() + " has to be shut down before it is reset");
        }
        surgery().reset(startPosition, resetContext, () -> eventHandlerInvoker().performReset(resetContext));
    }

    @Override
    public int maxCapacity() {
        return Short.MAX_VALUE;
    }

    @Override
    public Map<Integer, EventTrackerStatus> processingStatus() {
        return workers.values().stream()
                .collect(
                        Collectors.toUnmodifiableMap(worker -> worker.segment().getSegmentId(), SegmentWorker::status));
    }

    /** How many numbers of the log each segment that this node works on is behind; 0 when it has seen everything. */
    public Map<Integer, Long> lag() {
        return workers.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        worker -> worker.segment().getSegmentId(),
                        worker -> Math.max(0, feed.position() - Math.max(0, worker.position()))));
    }
}
