package io.mooring.eventstore.processing;

import java.util.List;
import java.util.function.Supplier;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Axon's queue in the table {@code dead_letter_entry}. Whether a group has any letters is asked once per batch; only if it has is it asked about each event.
 * Nobody but the worker of the batch adds letters, and what it adds ends the batch.
 */
public final class PostgresDeadLetterQueue extends JdbcSequencedDeadLetterQueue<EventMessage<?>>
        implements BatchPreparation {

    private static final String TABLE = "dead_letter_entry";

    private final JdbcClient jdbc;
    private final String group;
    private final String emptyAtBegin;

    public PostgresDeadLetterQueue(
            String group,
            JdbcClient jdbc,
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer) {
        super(JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(group)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .genericSerializer(serializer)
                .eventSerializer(serializer)
                .schema(schema()));
        this.jdbc = jdbc;
        this.group = group;
        this.emptyAtBegin = "EmptyAtBegin[" + group + "]";
    }

    @Override
    public void prepare(List<? extends EventMessage<?>> events) {
        var empty = jdbc.sql("select not exists (select 1 from " + TABLE + " where processing_group = :group)")
                .param("group", group)
                .query(Boolean.class)
                .single();
        CurrentUnitOfWork.get().resources().put(emptyAtBegin, empty);
    }

    private boolean isKnownToBeEmpty() {
        return CurrentUnitOfWork.isStarted()
                && Boolean.TRUE.equals(CurrentUnitOfWork.get().resources().get(emptyAtBegin));
    }

    @Override
    public boolean contains(Object sequence) {
        return !isKnownToBeEmpty() && super.contains(sequence);
    }

    @Override
    public boolean enqueueIfPresent(Object sequence, Supplier<DeadLetter<? extends EventMessage<?>>> letter) {
        return !isKnownToBeEmpty() && super.enqueueIfPresent(sequence, letter);
    }

    private static DeadLetterSchema schema() {
        return DeadLetterSchema.builder()
                .deadLetterTable(TABLE)
                .deadLetterIdentifierColumn("dead_letter_id")
                .processingGroupColumn("processing_group")
                .sequenceIdentifierColumn("sequence_identifier")
                .sequenceIndexColumn("sequence_index")
                .messageTypeColumn("message_type")
                .eventIdentifierColumn("event_identifier")
                .timestampColumn("time_stamp")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .metaDataColumn("meta_data")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .tokenTypeColumn("token_type")
                .enqueuedAtColumn("enqueued_at")
                .lastTouchedColumn("last_touched")
                .processingStartedColumn("processing_started")
                .causeTypeColumn("cause_type")
                .causeMessageColumn("cause_message")
                .build();
    }
}
