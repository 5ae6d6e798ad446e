package io.mooring.eventstore.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a table of Axon's engines spells and types its columns: {@code globalIndex} of the JDBC engine or {@code global_index} of JPA, payloads as
 * {@code bytea}, large object or text.
 */
final class AxonLayout {

    static final String GLOBAL_INDEX = "globalindex";
    static final String EVENT_ID = "eventidentifier";
    static final String META_DATA = "metadata";
    static final String PAYLOAD = "payload";
    static final String PAYLOAD_REVISION = "payloadrevision";
    static final String PAYLOAD_TYPE = "payloadtype";
    static final String TIMESTAMP = "timestamp";
    static final String AGGREGATE_ID = "aggregateidentifier";
    static final String SEQUENCE_NUMBER = "sequencenumber";
    static final String AGGREGATE_TYPE = "type";

    private static final List<String> ALL = List.of(
            GLOBAL_INDEX,
            EVENT_ID,
            META_DATA,
            PAYLOAD,
            PAYLOAD_REVISION,
            PAYLOAD_TYPE,
            TIMESTAMP,
            AGGREGATE_ID,
            SEQUENCE_NUMBER,
            AGGREGATE_TYPE);

    private record Column(String name, String type) {}

    private final String table;
    private final Map<String, Column> columns;

    private AxonLayout(String table, Map<String, Column> columns) {
        this.table = table;
        this.columns = columns;
    }

    /** Refuses a table that is not there or not Axon's. */
    static AxonLayout of(Connection connection, String table) throws SQLException {
        var columns = new HashMap<String, Column>();
        var name = table;
        try (var statement = connection.prepareStatement("""
                select attrelid::regclass::text, attname, quote_ident(attname), atttypid::regtype::text
                  from pg_attribute where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
                """)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    name = rows.getString(1);
                    columns.put(
                            rows.getString(2).toLowerCase(Locale.ROOT).replace("_", ""),
                            new Column(rows.getString(3), rows.getString(4)));
                }
            }
        }
        if (columns.isEmpty()) {
            throw new TransferRefused("There is no table " + table);
        }
        var missing =
                ALL.stream().filter(column -> !columns.containsKey(column)).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new TransferRefused(table + " is no table of Axon's events: it has no " + missing);
        }
        return new AxonLayout(name, columns);
    }

    String table() {
        return table;
    }

    private Column column(String column) {
        var found = columns.get(column);
        if (found == null) {
            throw new IllegalArgumentException(column);
        }
        return found;
    }

    String name(String column) {
        return column(column).name();
    }

    /** SQL that gives the bytes of a payload or metadata column. */
    String bytesOf(String column) {
        return switch (column(column).type()) {
            case "bytea" -> name(column);
            case "oid" -> "lo_get(" + name(column) + ")";
            default -> "convert_to(" + name(column) + "::text, 'UTF8')";
        };
    }

    /** SQL that turns the text that an expression gives into what the column holds. */
    String stored(String column, String text) {
        var type = column(column).type();
        return switch (type) {
            case "bytea" -> "convert_to(" + text + ", 'UTF8')";
            case "oid" -> "lo_from_bytea(0, convert_to(" + text + ", 'UTF8'))";
            default -> text + "::" + type;
        };
    }
}
