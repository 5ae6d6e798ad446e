package io.mooring.eventstore.processing;

import io.mooring.eventstore.TrackingTokens;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackerStatus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Divides a segment in two, or makes one of two; false if another node works on one of them. */
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
        return free(segment)
                && done(() -> {
                    var token = tokens.fetchToken(processor.getName(), segment.getSegmentId());
                    var halves = TrackerStatus.split(segment, token);
                    tokens.initializeSegment(
                            halves[1].getInternalTrackingToken(),
                            processor.getName(),
                            halves[1].getSegment().getSegmentId());
                    tokens.releaseClaim(processor.getName(), segment.getSegmentId());
                });
    }

    /** Brings both to one position first, so that no event is handled twice or passed over. */
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
        var meeting = Math.max(one.position(), two.position());
        one.stopAt(meeting);
        two.stopAt(meeting);
        keepFree(segment);
        keepFree(other);
        if (!one.awaitEnd(PATIENCE) || !two.awaitEnd(PATIENCE)) {
            one.stop();
            two.stop();
            return false;
        }
        var merged = segment.mergedWith(other);
        var gone = merged.getSegmentId() == segment.getSegmentId() ? other : segment;
        return done(() -> {
            var mine = tokens.fetchToken(processor.getName(), merged.getSegmentId());
            var theirs = tokens.fetchToken(processor.getName(), gone.getSegmentId());
            if (TrackingTokens.after(mine) != TrackingTokens.after(theirs)) {
                throw new IllegalStateException("The segments stand at " + mine + " and " + theirs);
            }
            tokens.deleteToken(processor.getName(), gone.getSegmentId());
            tokens.releaseClaim(processor.getName(), merged.getSegmentId());
        });
    }

    private boolean free(Segment segment) {
        var worker = processor.worker(segment.getSegmentId());
        keepFree(segment);
        if (worker == null) {
            return true;
        }
        worker.stop();
        return worker.awaitEnd(PATIENCE);
    }

    private void keepFree(Segment segment) {
        processor.keepFree(segment.getSegmentId(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean done(Runnable change) {
        try {
            transactions.executeInTransaction(change);
            return true;
        } catch (RuntimeException refused) {
            LOG.warn("segments of {} stay as they are", processor.getName(), refused);
            return false;
        } finally {
            processor.segmentsChanged();
        }
    }
}
