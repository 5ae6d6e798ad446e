package io.mooring.eventstore.processing;

import java.util.List;
import java.util.Objects;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;

/** The transactions of a processor: whatever one does, it moves the position of its segment, and fails where the claim is no longer this node's. */
final class Batches {

    private final PostgresEventProcessor processor;
    private final SegmentClaims claims;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final String segmentKey;
    private final String tokenKey;

    Batches(PostgresEventProcessor processor, PostgresEventProcessor.Node node) {
        this.processor = processor;
        this.claims = node.claims();
        this.tokens = node.tokens();
        this.transactions = node.transactions();
        this.segmentKey = "Processor[" + processor.getName() + "]/SegmentId";
        this.tokenKey = "Processor[" + processor.getName() + "]/Token";
    }

    /** Has the events handled. */
    void handle(List<? extends TrackedEventMessage<?>> events, Segment segment, TrackingToken position)
            throws Exception {
        var work = new BatchingUnitOfWork<>(events.toArray(TrackedEventMessage<?>[]::new));
        work.start();
        work.attachTransaction(transactions);
        work.resources().put(segmentKey, segment.getSegmentId());
        work.resources().put(tokenKey, position);
        try {
            processor.batching().preparation().prepare(events);
            work.onPrepareCommit(u -> move(position, segment));
        } catch (RuntimeException | Error e) {
            work.rollback(e);
            throw e;
        }
        processor.process(events, work, segment);
    }

    /** Parks the events. */
    void park(List<? extends TrackedEventMessage<?>> events, Throwable cause, Segment segment, TrackingToken position) {
        var letters = Objects.requireNonNull(processor.parking());
        transactions.executeInTransaction(() -> {
            events.forEach(event -> letters.park(event, cause));
            move(position, segment);
        });
    }

    /** Remembers a position that no event of interest led to. */
    void store(TrackingToken position, Segment segment) {
        transactions.executeInTransaction(() -> move(position, segment));
    }

    /** Axon's store would claim a segment that somebody else had meanwhile and has left; what is stored then would take that one's work back. */
    private void move(TrackingToken position, Segment segment) {
        claims.requireHeld(processor.getName(), segment.getSegmentId());
        tokens.storeToken(position, processor.getName(), segment.getSegmentId());
    }
}
