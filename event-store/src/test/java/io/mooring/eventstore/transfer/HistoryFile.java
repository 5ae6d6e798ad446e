package io.mooring.eventstore.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mooring.eventstore.EventStoreDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files of history, written by hand and by the store. */
final class HistoryFile {

    static final String HEADER = "{\"format\":\"mooring-history\",\"version\":1}";

    private HistoryFile() {}

    static String exported(DataSource dataSource) throws IOException {
        return exported(dataSource, HistorySelection.everything());
    }

    static String exported(DataSource dataSource, HistorySelection selection) throws IOException {
        var out = new ByteArrayOutputStream();
        HistoryExport.from(dataSource).write(selection, out, events -> {});
        return out.toString(UTF_8);
    }

    static HistoryImport.Outcome imported(EventStoreDatabase database, String file) throws IOException {
        return HistoryImport.into(database.dataSource, database.types).whole(stream(file), events -> {});
    }

    static HistoryImport.Outcome continued(EventStoreDatabase database, String file) throws IOException {
        return HistoryImport.into(database.dataSource, database.types).rest(stream(file), events -> {});
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    static String of(List<String> events, long lastPosition) {
        return HEADER + "\n" + String.join("\n", events) + "\n" + end(events.size(), lastPosition);
    }

    static String end(int events, long lastPosition) {
        return "{\"events\":" + events + ",\"lastPosition\":" + lastPosition + "}\n";
    }

    static String moored(long position, String ship, long sequence) {
        return "{\"position\":" + position + ",\"eventId\":\"e-" + position
                + "\",\"aggregateType\":\"Harbour\",\"aggregateId\":\""
                + ship + "\",\"sequenceNumber\":" + sequence
                + ",\"occurredAt\":\"2026-11-02T10:00:00.123456Z\",\"type\":\"harbour.ShipMoored\",\"revision\":\"3\","
                + "\"payload\":{\"berth\": \"north\", \"length\": 120, \"mooredAt\": \"2026-11-02T10:00:00Z\"},"
                + "\"metadata\":{},\"correlationId\":null,\"causationId\":null}";
    }

    static long count(EventStoreDatabase database) {
        return number(database.jdbc, "select count(*) from domain_event");
    }

    static long number(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
