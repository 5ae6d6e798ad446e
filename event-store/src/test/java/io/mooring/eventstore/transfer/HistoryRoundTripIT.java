package io.mooring.eventstore.transfer;

import static io.mooring.eventstore.EventStoreDatabase.event;
import static io.mooring.eventstore.transfer.HistoryFile.exported;
import static io.mooring.eventstore.transfer.HistoryFile.imported;
import static io.mooring.eventstore.transfer.HistoryFile.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.HarbourEvent.CaptainSigned;
import io.mooring.eventstore.HarbourEvent.Crew;
import io.mooring.eventstore.HarbourEvent.ShipMoored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class HistoryRoundTripIT {

    private static final ShipMoored MOORED =
            new ShipMoored("North \u2028 \"quay\" \ud83d\udea2", 120, Instant.parse("2026-11-02T10:00:00.123456Z"));
    private static final CaptainSigned ANN =
            new CaptainSigned("captain-1", "Ann Seaworthy", null, new Crew("Nimble", "Bo Lightkeeper"));

    private final EventStoreDatabase source = new EventStoreDatabase();
    private final EventStoreDatabase target = new EventStoreDatabase();

    @Test
    void an_export_of_an_import_is_the_same_to_the_byte() throws IOException {
        source.append(
                source.engine(),
                event("ship-1", 0, MOORED).withMetaData(Map.of("correlationId", "c-1", "causationId", "m-1")),
                event("captain-1", 0, ANN));
        nextNumberIsLost();
        source.append(source.engine(), event("ship-1", 1, MOORED));
        addByHand(
                "ship-2",
                "2026-11-02T10:00:00.000001Z",
                "{\"a\": 1.50, \"b\": 12345678901234567890123, \"c\": 1e-9, \"d\": [\"\\n\", {}]}");
        addByHand("ship-3", "1969-01-01T00:00:00Z", "\"a text\"");

        var file = exported(source.dataSource);
        var outcome = imported(target, file);

        assertThat(exported(target.dataSource)).isEqualTo(file);
        assertThat(outcome.written()).isEqualTo(5);
        assertThat(number(target.jdbc, "select max(global_index) from domain_event"))
                .isEqualTo(number(source.jdbc, "select max(global_index) from domain_event"))
                .isEqualTo(6);
    }

    @Test
    void one_line_is_one_event_with_every_field() throws IOException {
        source.append(
                source.engine(),
                event("ship-1", 0, new ShipMoored("north", 120, Instant.EPOCH))
                        .withMetaData(Map.of("correlationId", "c-1")));
        source.tamper("update domain_event set occurred_at = '2026-11-02T10:00:00.12345+02', event_id = 'e-1'");

        assertThat(exported(source.dataSource).lines())
                .containsExactly(
                        "{\"format\":\"mooring-history\",\"version\":1}",
                        "{\"position\":1,\"eventId\":\"e-1\",\"aggregateType\":\"Harbour\",\"aggregateId\":\"ship-1\","
                                + "\"sequenceNumber\":0,\"occurredAt\":\"2026-11-02T08:00:00.123450Z\","
                                + "\"type\":\"harbour.ShipMoored\",\"revision\":\"3\","
                                + "\"payload\":{\"berth\": \"north\", \"length\": 120, \"mooredAt\": \"1970-01-01T00:00:00Z\"},"
                                + "\"metadata\":{\"correlationId\": \"c-1\"},\"correlationId\":\"c-1\",\"causationId\":null}",
                        "{\"events\":1,\"lastPosition\":1}");
    }

    @Test
    void what_is_imported_is_read_and_continued_by_the_engine() throws IOException {
        source.append(source.engine(), event("ship-1", 0, MOORED));
        nextNumberIsLost();
        source.append(source.engine(), event("ship-1", 1, MOORED));
        imported(target, exported(source.dataSource));

        target.append(target.engine(), event("ship-1", 2, MOORED));

        try (var events = target.engine().readEvents(null, false)) {
            assertThat(events.map(read -> (Object) read.getPayload())).containsExactly(MOORED, MOORED, MOORED);
        }
        assertThat(target.jdbc
                        .sql("select global_index from domain_event order by 1")
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 3L, 4L);
    }

    @Test
    void personal_fields_stay_sealed_and_open_only_with_the_key() throws IOException {
        source.append(source.engine(), event("captain-1", 0, ANN));

        var file = exported(source.dataSource);
        imported(target, file);

        assertThat(file).doesNotContain("Seaworthy", "Lightkeeper").contains("sealed:1:", "Nimble");
        assertThat(payloadOf("captain-1"))
                .isEqualTo(new CaptainSigned("captain-1", "[forgotten]", null, new Crew("Nimble", "[forgotten]")));
        var key = source.jdbc
                .sql("select wrapped_key from privacy.subject_key")
                .query((row, n) -> row.getBytes(1))
                .single();
        target.jdbc
                .sql("insert into privacy.subject_key (subject_id, wrapped_key) values ('captain-1', ?)")
                .param(key)
                .update();
        assertThat(payloadOf("captain-1")).isEqualTo(ANN);
    }

    @Test
    void a_summary_counts_and_hashes_the_file() throws IOException, NoSuchAlgorithmException {
        nextNumberIsLost();
        source.append(source.engine(), event("ship-1", 0, MOORED), event("ship-1", 1, MOORED));
        var out = new ByteArrayOutputStream();

        var summary = HistoryExport.from(source.dataSource).write(HistorySelection.everything(), out, events -> {});

        var hash = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
        assertThat(summary)
                .isEqualTo(new HistorySummary(
                        2,
                        OptionalLong.of(2),
                        OptionalLong.of(3),
                        HexFormat.of().formatHex(hash)));
        assertThat(imported(target, out.toString(UTF_8)).file()).isEqualTo(summary);
    }

    @Test
    void an_empty_history_is_a_file_too() throws IOException {
        var file = exported(source.dataSource);

        assertThat(file).isEqualTo(HistoryFile.HEADER + "\n{\"events\":0,\"lastPosition\":null}\n");
        assertThat(imported(target, file).file().lastPosition()).isEmpty();
        target.append(target.engine(), event("ship-1", 0, MOORED));
        assertThat(number(target.jdbc, "select global_index from domain_event")).isEqualTo(1);
    }

    @Test
    void selections_narrow_the_export() throws IOException {
        source.append(
                source.engine(),
                event("ship-1", 0, MOORED).withMetaData(Map.of("correlationId", "c-1")),
                event("ship-2", 0, MOORED).withMetaData(Map.of("correlationId", "c-2")),
                event("captain-1", 0, ANN));
        source.tamper(
                "update domain_event set occurred_at = timestamptz '2026-01-01 00:00Z' + global_index * interval '1 day'");
        var all = HistorySelection.everything();

        assertThat(positions(all)).containsExactly(1L, 2L, 3L);
        assertThat(positions(all.behind(1))).containsExactly(2L, 3L);
        assertThat(positions(all.ofAggregate("ship-2"))).containsExactly(2L);
        assertThat(positions(all.ofType("harbour.CaptainSigned"))).containsExactly(3L);
        assertThat(positions(all.ofCorrelation("c-1"))).containsExactly(1L);
        var second = Instant.parse("2026-01-03T00:00:00Z");
        assertThat(positions(all.occurredFrom(second))).containsExactly(2L, 3L);
        assertThat(positions(all.occurredBefore(second))).containsExactly(1L);
        assertThat(positions(
                        all.ofType("harbour.ShipMoored").occurredFrom(second).occurredBefore(second)))
                .isEmpty();
    }

    @Test
    void nothing_behind_an_append_in_flight_is_exported() throws IOException {
        source.append(source.engine(), event("ship-1", 0, MOORED));
        var open = new TransactionTemplate(new DataSourceTransactionManager(source.dataSource));
        open.executeWithoutResult(status -> {
            source.engine().appendEvents(event("ship-2", 0, MOORED));
            inAnotherThread(() -> source.append(source.engine(), event("ship-3", 0, MOORED)));
            inAnotherThread(
                    () -> assertThat(positions(HistorySelection.everything())).containsExactly(1L));
        });

        assertThat(positions(HistorySelection.everything())).containsExactly(1L, 2L, 3L);
    }

    private static void inAnotherThread(Attempt attempt) {
        try (var executor = Executors.newSingleThreadExecutor()) {
            executor.submit(() -> {
                        attempt.run();
                        return true;
                    })
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private List<Long> positions(HistorySelection selection) throws IOException {
        return exported(source.dataSource, selection)
                .lines()
                .filter(line -> line.startsWith("{\"position\":"))
                .map(line -> Long.valueOf(line.substring(12, line.indexOf(','))))
                .toList();
    }

    private Object payloadOf(String aggregate) {
        return target.engine().readEvents(aggregate, 0).next().getPayload();
    }

    private void nextNumberIsLost() {
        new JdbcTemplate(source.dataSource)
                .queryForObject("select nextval('domain_event_global_index_seq')", Long.class);
    }

    private void addByHand(String ship, String occurredAt, String payload) {
        source.jdbc
                .sql(
                        "insert into domain_event (event_id, aggregate_id, sequence_number, occurred_at, event_type, revision,"
                                + " payload, metadata) values (?, ?, 0, ?::timestamptz, 'harbour.ShipMoored', '3', ?::jsonb, '{}')")
                .params("e-" + ship, ship, occurredAt, payload)
                .update();
    }
}
