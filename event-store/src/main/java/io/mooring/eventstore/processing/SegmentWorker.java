package io.mooring.eventstore.processing;

import io.mooring.eventstore.HistoryScan;
import io.mooring.eventstore.PostgresEventStorageEngine.Range;
import io.mooring.eventstore.TrackingTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackerStatus;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works one segment off, on a thread of its own: from the node's feed, or by a scan of history while it is far behind. */
final class SegmentWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentWorker.class);

    private static final Duration STORED_EVERY = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final PostgresEventProcessor processor;
    private final EventFeed feed;
    private final Segment segment;
    private final Signal signal = new Signal();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile TrackerStatus status;
    private volatile TrackingToken token;
    private final long stopAt;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private TrackingToken stored;
    private long storedAt = System.nanoTime();
    private @Nullable HistoryScan scan;
    private int failures;

    /** Ends by itself when everything up to the position {@code stopAt} is handled. */
    SegmentWorker(PostgresEventProcessor processor, EventFeed feed, Segment segment, TrackingToken token, long stopAt) {
        this.processor = processor;
        this.feed = feed;
        this.segment = segment;
        this.token = token;
        this.stopAt = stopAt;
        this.stored = token;
        this.status = new TrackerStatus(segment, token);
    }

    void start() {
        Thread.ofPlatform()
                .name(processor.getName() + "-" + segment.getSegmentId())
                .daemon()
                .start(this::run);
    }

    void stop() {
        stopping.countDown();
        signal.ring();
    }

    boolean awaitEnd(Duration atMost) {
        try {
            return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Segment segment() {
        return segment;
    }

    TrackerStatus status() {
        return status;
    }

    long position() {
        return TrackingTokens.after(token);
    }

    private void run() {
        Registration subscription = feed.subscribe(signal::ring);
        try {
            while (stopping.getCount() > 0 && position() < stopAt) {
                step();
            }
            storeIfMoved();
        } catch (InterruptedException e) {
            LOG.info("worker interrupted processor={} segment={}", processor.getName(), segment.getSegmentId());
        } catch (UnableToClaimTokenException lost) {
            LOG.info(
                    "segment is another node's now processor={} segment={}",
                    processor.getName(),
                    segment.getSegmentId());
        } catch (RuntimeException e) {
            LOG.warn("position not stored processor={} segment={}", processor.getName(), segment.getSegmentId(), e);
        } finally {
            subscription.cancel();
            closeScan();
            try {
                processor.ended(this);
            } catch (RuntimeException e) {
                LOG.warn("claim not released processor={} segment={}", processor.getName(), segment.getSegmentId(), e);
            }
            ended.countDown();
        }
    }

    private void step() throws InterruptedException {
        try {
            var next = next();
            if (next.upTo() > position()) {
                work(next);
                failures = 0;
            } else {
                idle();
            }
        } catch (UnableToClaimTokenException | InterruptedException end) {
            throw end;
        } catch (Exception | Error failed) {
            rest(failed);
        }
    }

    private void idle() throws InterruptedException {
        failures = 0;
        if (!status.isCaughtUp() || status.isErrorState()) {
            status = status.unmarkError().caughtUp();
        }
        if (!signal.await(STORED_EVERY)) {
            storeIfMoved();
        }
    }

    private void rest(Throwable failed) throws InterruptedException {
        status = status.markError(failed);
        closeScan();
        var pause = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10));
        failures++;
        LOG.warn(
                "batch failed and will be repeated processor={} segment={} position={} failures={} pause={}ms",
                processor.getName(),
                segment.getSegmentId(),
                position(),
                failures,
                pause,
                failed);
        stopping.await(pause + ThreadLocalRandom.current().nextLong(pause / 2), TimeUnit.MILLISECONDS);
    }

    /** The next events, in order: from memory if they are there, else from the database. */
    private Range next() {
        var history = scan;
        if (history == null) {
            var recent = feed.after(position(), processor.batching().batch());
            if (recent != null) {
                return recent;
            }
            history = feed.engine().scan(position(), feed.position());
            scan = history;
        }
        var events = history.next(processor.batching().catchUpBatch());
        if (events.isEmpty()) {
            closeScan();
        }
        return new Range(events, history.position());
    }

    private void work(Range next) throws Exception {
        var upTo = Math.min(next.upTo(), stopAt);
        var ofInterest = new ArrayList<TrackedEventMessage<?>>();
        var reached = token;
        for (var event : next.events()) {
            if (TrackingTokens.after(event.trackingToken()) > upTo) {
                break;
            }
            reached = WrappedToken.advance(reached, event.trackingToken());
            if (processor.isOfInterest(event, segment)) {
                ofInterest.add(reached instanceof WrappedToken ? event.withTrackingToken(reached) : event);
            }
        }
        if (TrackingTokens.after(reached) < upTo) {
            reached = WrappedToken.advance(reached, EventFeed.token(upTo));
        }
        if (!ofInterest.isEmpty()) {
            handle(ofInterest, reached);
        }
        token = reached;
        status = status.advancedTo(reached);
        if (System.nanoTime() - storedAt > STORED_EVERY.toNanos()) {
            storeIfMoved();
        }
    }

    private void handle(List<TrackedEventMessage<?>> events, TrackingToken reached) throws Exception {
        var parking = processor.parking();
        try {
            processor.batches().handle(events, segment, reached);
            stored(reached);
        } catch (UnableToClaimTokenException lost) {
            throw lost;
        } catch (Exception failed) {
            if (parking == null) {
                throw failed;
            }
            LOG.info("batch failed; its events are handled one by one processor={}", processor.getName(), failed);
            var position = 0;
            while (position < events.size()) {
                var next = endOfPosition(events, position);
                handleAlone(events.subList(position, next), parking);
                position = next;
            }
        }
    }

    /** What one stored event was upcast to stays together: its parts have one position between them. */
    private static int endOfPosition(List<TrackedEventMessage<?>> events, int first) {
        var position = TrackingTokens.after(events.get(first).trackingToken());
        var next = first + 1;
        while (next < events.size() && TrackingTokens.after(events.get(next).trackingToken()) == position) {
            next++;
        }
        return next;
    }

    private void handleAlone(List<TrackedEventMessage<?>> ofOnePosition, Parking parking) throws Exception {
        var first = ofOnePosition.getFirst();
        var reached = WrappedToken.advance(token, EventFeed.token(TrackingTokens.after(first.trackingToken())));
        try {
            processor.batches().handle(ofOnePosition, segment, reached);
        } catch (UnableToClaimTokenException lost) {
            throw lost;
        } catch (Exception failed) {
            if (!parking.isAtFault(first, failed)) {
                throw failed;
            }
            LOG.error(
                    "event parked processor={} position={} type={}",
                    processor.getName(),
                    TrackingTokens.after(reached),
                    first.getPayloadType().getSimpleName(),
                    failed);
            processor.batches().park(ofOnePosition, failed, segment, reached);
        }
        token = reached;
        stored(reached);
    }

    /** Positions without events of interest are kept in memory and written now and then: losing one costs a look at events that concern nobody. */
    private void storeIfMoved() {
        if (!stored.equals(token)) {
            processor.batches().store(token, segment);
            stored(token);
        }
    }

    private void stored(TrackingToken position) {
        stored = position;
        storedAt = System.nanoTime();
    }

    private void closeScan() {
        var open = scan;
        scan = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                LOG.debug("scan ended with an error", e);
            }
        }
    }
}
