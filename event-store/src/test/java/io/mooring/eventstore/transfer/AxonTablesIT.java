package io.mooring.eventstore.transfer;

import static io.mooring.eventstore.transfer.HistoryFile.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.HarbourEvent.ShipMoored;
import io.mooring.eventstore.StoredJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Axon's own engine writes the table, and reads what was written back. */
class AxonTablesIT {

    private static final ShipMoored MOORED = new ShipMoored("north", 120, Instant.parse("2026-11-02T10:00:00Z"));
    private static final Map<String, String> NAMES = Map.of(ShipMoored.class.getName(), "harbour.ShipMoored");

    private final EventStoreDatabase old = new EventStoreDatabase();
    private final EventStoreDatabase store = new EventStoreDatabase();

    private static JdbcEventStorageEngine axon(EventStoreDatabase database, EventSchema schema) {
        var json = JacksonSerializer.builder().objectMapper(StoredJson.mapper()).build();
        var engine = JdbcEventStorageEngine.builder()
                .connectionProvider(new DataSourceConnectionProvider(database.dataSource))
                .transactionManager(NoTransactionManager.instance())
                .eventSerializer(json)
                .snapshotSerializer(json)
                .schema(schema)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return engine;
    }

    private static JdbcEventStorageEngine axon(EventStoreDatabase database) {
        return axon(database, EventSchema.builder().build());
    }

    private static DomainEventMessage<?> moored(String ship, long sequence) {
        return new GenericDomainEventMessage<>("Harbour", ship, sequence, MOORED)
                .withMetaData(Map.of("traceId", "t-1", "correlationId", "m-1"));
    }

    private static String fileOf(AxonTables tables) throws IOException {
        var out = new ByteArrayOutputStream();
        tables.export(out, events -> {});
        return out.toString(UTF_8);
    }

    private static AxonTables tables(EventStoreDatabase database) {
        return AxonTables.in(database.dataSource, "DomainEventEntry", NAMES);
    }

    @Test
    void what_axon_stored_is_read_by_this_store_at_the_same_positions() throws IOException {
        var engine = axon(old);
        var first = moored("ship-1", 0);
        engine.appendEvents(first, moored("ship-2", 0));
        old.jdbc
                .sql("select nextval('domainevententry_globalindex_seq')")
                .query(Long.class)
                .single();
        engine.appendEvents(moored("ship-1", 1));

        HistoryFile.imported(store, fileOf(tables(old)));

        try (var events = store.engine().readEvents(null, false)) {
            assertThat(events)
                    .extracting(read -> read.trackingToken(), read -> (Object) read.getPayload())
                    .containsExactly(
                            tuple(new GlobalSequenceTrackingToken(1), MOORED),
                            tuple(new GlobalSequenceTrackingToken(2), MOORED),
                            tuple(new GlobalSequenceTrackingToken(4), MOORED));
        }
        var read = store.engine().readEvents("ship-1", 0).next();
        assertThat(read.getIdentifier()).isEqualTo(first.getIdentifier());
        assertThat(read.getTimestamp()).isEqualTo(first.getTimestamp().truncatedTo(ChronoUnit.MILLIS));
        assertThat(read.getMetaData()).isEqualTo(first.getMetaData());
        assertThat(store.jdbc
                        .sql("select distinct correlation_id || ' ' || causation_id from domain_event")
                        .query(String.class)
                        .list())
                .containsExactly("t-1 m-1");
    }

    @Test
    void what_this_store_has_is_read_and_continued_by_axon() throws IOException {
        var written =
                List.of(EventStoreDatabase.event("ship-1", 0, MOORED), EventStoreDatabase.event("ship-1", 1, MOORED));
        store.append(store.engine(), written.getFirst());
        store.jdbc
                .sql("select nextval('domain_event_global_index_seq')")
                .query(Long.class)
                .single();
        store.append(store.engine(), written.getLast());
        var engine = axon(old);

        var summary = tables(old).load(stream(HistoryFile.exported(store.dataSource)), events -> {});
        engine.appendEvents(moored("ship-1", 2));

        assertThat(summary.events()).isEqualTo(2);
        assertThat(engine.readEvents("ship-1", 0).asStream())
                .extracting(read -> (Object) read.getPayload(), read -> read.getSequenceNumber())
                .containsExactly(tuple(MOORED, 0L), tuple(MOORED, 1L), tuple(MOORED, 2L));
        assertThat(engine.readEvents("ship-1", 0).next().getTimestamp())
                .isEqualTo(store.jdbc
                        .sql("select occurred_at from domain_event where sequence_number = 0")
                        .query((row, n) ->
                                row.getObject(1, OffsetDateTime.class).toInstant())
                        .single());
        assertThat(old.jdbc
                        .sql("select globalindex from domainevententry order by 1")
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 3L, 4L);
    }

    @Test
    void there_and_back_axons_rows_are_what_they_were() throws IOException {
        axon(old).appendEvents(moored("ship-1", 0), moored("ship-2", 0));
        var other = new EventStoreDatabase();
        axon(other);

        HistoryFile.imported(store, fileOf(tables(old)));
        tables(other).load(stream(HistoryFile.exported(store.dataSource)), events -> {});

        assertThat(fileOf(tables(other))).isEqualTo(HistoryFile.exported(store.dataSource));
        assertThat(rows(other)).isEqualTo(rows(old));
    }

    private static List<Map<String, @Nullable Object>> rows(EventStoreDatabase database) {
        return database.jdbc.sql("""
                        select globalindex, aggregateidentifier, sequencenumber, type, eventidentifier, payloadrevision, payloadtype, timestamp,
                               convert_from(metadata, 'UTF8')::jsonb::text as metadata, convert_from(payload, 'UTF8')::jsonb::text as payload
                          from domainevententry order by 1
                        """).query().listOfRows();
    }

    @Test
    void the_layout_of_jpa_is_known_too() throws IOException {
        for (var type : List.of("oid", "bytea", "text", "jsonb")) {
            old.jdbc.sql("drop table if exists domain_event_entry").update();
            old.jdbc.sql("""
                    create table domain_event_entry (global_index bigint primary key, event_identifier text not null unique, meta_data %1$s,
                        payload %1$s not null, payload_revision text, payload_type text not null, time_stamp text not null,
                        aggregate_identifier text not null, sequence_number bigint not null, type text)
                    """.formatted(type)).update();
            var tables = AxonTables.in(old.dataSource, "domain_event_entry", NAMES);
            var file = HistoryFile.of(
                    List.of(HistoryFile.moored(0, "ship-1", 0), HistoryFile.moored(51, "ship-1", 1)), 51);

            tables.load(stream(file), events -> {});

            assertThat(fileOf(tables)).as(type).isEqualTo(file.replace("\"metadata\": ", "\"metadata\":"));
        }
    }

    @Test
    void a_row_without_metadata_or_revision_and_with_broken_lines_is_one_line() throws IOException {
        axon(old).appendEvents(moored("ship-1", 0));
        old.jdbc
                .sql("update domainevententry set metadata = null, payloadrevision = null, payload = ?")
                .param("{\r\n \"berth\" : \"a\\nb\"\n}\n".getBytes(UTF_8))
                .update();

        assertThat(fileOf(tables(old)).lines().skip(1).findFirst().orElseThrow())
                .contains(
                        "\"revision\":\"1\",\"payload\":{   \"berth\" : \"a\\nb\" },\"metadata\":{},\"correlationId\":null");
    }

    @Test
    void what_cannot_be_moved_says_which_and_why() {
        axon(old).appendEvents(moored("ship-1", 0));

        refused(
                AxonTables.in(old.dataSource, "DomainEventEntry", Map.of()),
                "Position 1: nobody says what the class " + ShipMoored.class.getName() + " is called");
        refused(AxonTables.in(old.dataSource, "events", NAMES), "There is no table events");
        refused(AxonTables.in(old.dataSource, "domain_event", NAMES), "it has no eventidentifier, payloadrevision");
        payload("<io.mooring.ShipMoored><berth>Seaworthy</berth></io.mooring.ShipMoored>");
        refused(tables(old), "Position 1: its payload is XML, as XStream writes it");
        payload("{\"berth\":");
        refused(tables(old), "Position 1: its payload is no JSON");
        old.jdbc.sql("update domainevententry set payload = '\\xaced0005'").update();
        refused(tables(old), "Position 1: its payload is no JSON; was it serialised by Java?");
    }

    @Test
    void nothing_is_written_into_a_table_that_has_events_or_by_names_that_are_not_clear() throws IOException {
        store.append(store.engine(), EventStoreDatabase.event("ship-1", 0, MOORED));
        var file = HistoryFile.exported(store.dataSource);
        axon(old).appendEvents(moored("ship-1", 0));

        assertThatExceptionOfType(TransferRefused.class)
                .isThrownBy(() -> tables(old).load(stream(file), events -> {}))
                .withMessageContaining("holds events up to position 1");
        assertThatExceptionOfType(TransferRefused.class)
                .isThrownBy(() -> AxonTables.in(old.dataSource, "DomainEventEntry", Map.of("a.A", "a", "b.A", "a"))
                        .load(stream(file), events -> {}))
                .withMessageContaining("are called a");
        old.jdbc.sql("delete from domainevententry").update();
        assertThatExceptionOfType(MalformedHistory.class)
                .isThrownBy(() -> AxonTables.in(old.dataSource, "DomainEventEntry", Map.of("a.A", "a"))
                        .load(stream(file), events -> {}))
                .withMessage("Line 2: nobody knows the type 'harbour.ShipMoored'");
    }

    @Test
    void a_processor_goes_on_before_its_lowest_gap() {
        assertThat(AxonTables.positionFor(GapAwareTrackingToken.newInstance(17, List.of())))
                .isEqualTo(17);
        assertThat(AxonTables.positionFor(GapAwareTrackingToken.newInstance(17, List.of(9L, 12L))))
                .isEqualTo(8);
    }

    private void payload(String text) {
        old.jdbc
                .sql("update domainevententry set payload = ?")
                .param(text.getBytes(UTF_8))
                .update();
    }

    private static void refused(AxonTables tables, String reason) {
        assertThatExceptionOfType(TransferRefused.class)
                .isThrownBy(() -> fileOf(tables))
                .withMessageContaining(reason)
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain("Seaworthy"));
    }
}
