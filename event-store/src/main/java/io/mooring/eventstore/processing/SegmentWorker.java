package io.mooring.eventstore.processing;

import io.mooring.eventstore.HistoryScan;
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

    private static final Duration NOTHING_TO_DO = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final PostgresEventProcessor processor;
    private final EventFeed feed;
    private final Segment segment;
    private final Signal signal = new Signal();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile TrackerStatus status;
    private volatile TrackingToken token;
    private volatile long stopAt = Long.MAX_VALUE;
    private volatile boolean stopped;
    private TrackingToken stored;
    private @Nullable HistoryScan scan;
    private int failures;

    SegmentWorker(PostgresEventProcessor processor, EventFeed feed, Segment segment, TrackingToken token) {
        this.processor = processor;
        this.feed = feed;
        this.segment = segment;
        this.token = token;
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
        stopped = true;
        signal.ring();
    }

    /** Stops as soon as everything up to that position is handled. */
    void stopAt(long position) {
        stopAt = position;
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
            while (!stopped && position() < stopAt) {
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
            var events = next();
            if (events.isEmpty()) {
                status = status.caughtUp();
                storeIfMoved();
                signal.await(NOTHING_TO_DO);
            } else {
                work(events);
                failures = 0;
            }
        } catch (UnableToClaimTokenException lost) {
            throw lost;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception failed) {
            rest(failed);
        }
    }

    private void rest(Exception failed) throws InterruptedException {
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
        Signal.pause(TimeUnit.MILLISECONDS.toNanos(
                pause + ThreadLocalRandom.current().nextLong(pause / 2)));
    }

    /** The next events, in order: from memory if they are there, else from the database. */
    private List<TrackedEventMessage<?>> next() {
        if (scan != null) {
            var events = scan.next(processor.batching().catchUpBatch());
            if (!events.isEmpty()) {
                return events;
            }
            token = advanced(scan.position());
            closeScan();
        }
        var recent = feed.after(position(), processor.batching().batch());
        if (recent != null) {
            return recent;
        }
        scan = feed.engine().scan(position(), feed.position());
        return scan.next(processor.batching().catchUpBatch());
    }

    private TrackingToken advanced(long position) {
        return position <= position() ? token : WrappedToken.advance(token, EventFeed.token(position));
    }

    private void work(List<TrackedEventMessage<?>> events) throws Exception {
        var ofInterest = new ArrayList<TrackedEventMessage<?>>();
        var reached = token;
        for (var event : events) {
            if (TrackingTokens.after(event.trackingToken()) > stopAt) {
                break;
            }
            reached = WrappedToken.advance(reached, event.trackingToken());
            if (processor.isOfInterest(event, segment)) {
                ofInterest.add(reached instanceof WrappedToken ? event.withTrackingToken(reached) : event);
            }
        }
        if (!ofInterest.isEmpty()) {
            handle(ofInterest, reached);
        }
        token = reached;
        status = status.advancedTo(reached);
    }

    private void handle(List<TrackedEventMessage<?>> events, TrackingToken reached) throws Exception {
        var parking = processor.parking();
        if (parking == null) {
            processor.handle(events, segment, reached);
            stored = reached;
            return;
        }
        try {
            processor.handle(events, segment, reached);
            stored = reached;
        } catch (UnableToClaimTokenException lost) {
            throw lost;
        } catch (Exception failed) {
            LOG.info("batch failed; its events are handled one by one processor={}", processor.getName(), failed);
            for (var event : events) {
                handleAlone(event, parking);
            }
        }
    }

    private void handleAlone(TrackedEventMessage<?> event, Parking parking) throws Exception {
        var reached = WrappedToken.advance(token, EventFeed.token(TrackingTokens.after(event.trackingToken())));
        try {
            processor.handle(List.of(event), segment, reached);
        } catch (UnableToClaimTokenException lost) {
            throw lost;
        } catch (Exception failed) {
            if (!parking.isAtFault(event, failed)) {
                throw failed;
            }
            LOG.error(
                    "event parked processor={} position={} type={}",
                    processor.getName(),
                    TrackingTokens.after(reached),
                    event.getPayloadType().getSimpleName(),
                    failed);
            processor.park(event, failed, segment, reached);
        }
        token = reached;
        stored = reached;
    }

    /** Positions without events of interest are kept in memory and written now and then: losing one costs a look at events that concern nobody. */
    private void storeIfMoved() {
        if (!stored.equals(token)) {
            processor.store(token, segment);
            stored = token;
        }
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
