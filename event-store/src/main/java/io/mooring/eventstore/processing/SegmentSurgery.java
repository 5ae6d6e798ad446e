package io.mooring.eventstore.processing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackerStatus;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Divides a segment in two, or makes one of two, false if another node works on one of them; has all of a processor begin again. */
final class SegmentSurgery {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentSurgery.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostgresEventProcessor processor;
    private final TokenStore tokens;
    private final TransactionManager transactions;

    SegmentSurgery(PostgresEventProcessor processor, TokenStore tokens, TransactionManager transactions) {
        this.processor = processor;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    boolean split(Segment segment) {
        try {
            return atRest(segment)
                    && changed(() -> {
                        var token = tokens.fetchToken(processor.getName(), segment.getSegmentId());
                        var halves = TrackerStatus.split(segment, token);
                        tokens.initializeSegment(
                                halves[1].getInternalTrackingToken(),
                                processor.getName(),
                                halves[1].getSegment().getSegmentId());
                        tokens.releaseClaim(processor.getName(), segment.getSegmentId());
                    });
        } finally {
            processor.segmentsChanged(segment.getSegmentId());
        }
    }

    /** Brings the one that is behind to where the other stands first, so that no event is handled twice or passed over. */
    boolean merge(Segment segment) {
        var other = processor.segment(segment.mergeableSegmentId());
        if (segment.getSegmentId() == other.getSegmentId()) {
            return false;
        }
        var one = processor.worker(segment.getSegmentId());
        var two = processor.worker(other.getSegmentId());
        if (one == null || two == null) {
            return false;
        }
        try {
            return atRest(segment)
                    && atRest(other)
                    && (one.position() < two.position()
                            ? reached(segment, two.position())
                            : reached(other, one.position()))
                    && changed(() -> join(segment, other));
        } finally {
            processor.segmentsChanged(segment.getSegmentId(), other.getSegmentId());
        }
    }

    private void join(Segment segment, Segment other) {
        var merged = segment.mergedWith(other);
        var gone = merged.getSegmentId() == segment.getSegmentId() ? other : segment;
        var mine = tokens.fetchToken(processor.getName(), merged.getSegmentId());
        var theirs = tokens.fetchToken(processor.getName(), gone.getSegmentId());
        if (!mine.equals(theirs)) {
            throw new IllegalStateException("The segments stand at " + mine + " and " + theirs);
        }
        tokens.deleteToken(processor.getName(), gone.getSegmentId());
        tokens.releaseClaim(processor.getName(), merged.getSegmentId());
    }

    /** Nobody works on it, on this node, and nobody begins to before it is said that the segments have changed. */
    private boolean atRest(Segment segment) {
        processor.keepFree(segment.getSegmentId(), 4 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        var worker = processor.worker(segment.getSegmentId());
        if (worker == null) {
            return true;
        }
        worker.stop();
        return worker.awaitEnd(PATIENCE);
    }

    private boolean reached(Segment segment, long position) {
        var worker = processor.work(segment.getSegmentId(), position);
        if (worker == null) {
            return false;
        }
        if (worker.awaitEnd(PATIENCE)) {
            return worker.position() == position;
        }
        worker.stop();
        return false;
    }

    private boolean changed(Runnable change) {
        try {
            transactions.executeInTransaction(change);
            return true;
        } catch (RuntimeException refused) {
            LOG.warn("segments of {} stay as they are", processor.getName(), refused);
            return false;
        }
    }

    /** Has all segments, which have to be free or claimed by this node, begin again at a position; {@code handlersReset} runs in the same transaction. */
    void reset(TrackingToken startPosition, @Nullable Object context, Runnable handlersReset) {
        var name = processor.getName();
        transactions.executeInTransaction(() -> {
            var segments = tokens.fetchSegments(name);
            var reached = new ArrayList<TrackingToken>();
            for (var segment : segments) {
                reached.add(tokens.fetchToken(name, segment));
            }
            handlersReset.run();
            for (var i = 0; i < segments.length; i++) {
                var replay = ReplayToken.createReplayToken(reached.get(i), startPosition, context);
                tokens.storeToken(replay, name, segments[i]);
                tokens.releaseClaim(name, segments[i]);
            }
        });
    }
}
