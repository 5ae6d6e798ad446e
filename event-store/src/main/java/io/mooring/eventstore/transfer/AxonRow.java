package io.mooring.eventstore.transfer;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a table of Axon's engines, turned into an event of a file or refused by its position. */
final class AxonRow {

    /** What our serializer calls the revision of a class that has none. */
    static final String NO_REVISION = "1";

    private static final ObjectMapper TREES = new ObjectMapper(HistoryFormat.JSON);

    private final ResultSet row;
    private final long position;

    private AxonRow(ResultSet row) throws SQLException {
        this.row = row;
        this.position = row.getLong(1);
    }

    /** The columns that {@link #event} reads, in their order. */
    static String columns(AxonLayout layout) {
        return String.join(
                ", ",
                layout.name(AxonLayout.GLOBAL_INDEX),
                layout.name(AxonLayout.EVENT_ID),
                layout.name(AxonLayout.AGGREGATE_TYPE),
                layout.name(AxonLayout.AGGREGATE_ID),
                layout.name(AxonLayout.SEQUENCE_NUMBER),
                layout.name(AxonLayout.TIMESTAMP) + "::text",
                layout.name(AxonLayout.PAYLOAD_TYPE),
                layout.name(AxonLayout.PAYLOAD_REVISION),
                layout.bytesOf(AxonLayout.PAYLOAD),
                layout.bytesOf(AxonLayout.META_DATA));
    }

    static HistoricEvent event(
            ResultSet row, Map<String, String> logicalNames, String correlationKey, String causationKey)
            throws SQLException {
        return new AxonRow(row).event(logicalNames, correlationKey, causationKey);
    }

    private HistoricEvent event(Map<String, String> logicalNames, String correlationKey, String causationKey)
            throws SQLException {
        var revision = row.getString(8);
        var metadata = row.getBytes(10) == null ? "{}" : json(row.getBytes(10), "metadata");
        var entries = object(metadata);
        return new HistoricEvent(
                position,
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                time(row.getString(6)),
                logicalName(row.getString(7), logicalNames),
                revision == null ? NO_REVISION : revision,
                json(row.getBytes(9), "payload"),
                metadata,
                entries.path(correlationKey).asText(null),
                entries.path(causationKey).asText(null));
    }

    private String logicalName(String className, Map<String, String> logicalNames) {
        var name = logicalNames.get(className);
        if (name == null) {
            throw refused("nobody says what the class " + className + " is called");
        }
        return name;
    }

    private Instant time(String text) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw refused("its time is no ISO 8601 time with an offset: " + HistoryFormat.quoted(text));
        }
    }

    private String json(byte[] bytes, String what) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("its " + what + " is no JSON; was it serialised by Java?");
        }
        if (text.stripLeading().startsWith("<")) {
            throw refused("its " + what + " is XML, as XStream writes it; only what Jackson wrote is read."
                    + " Write it anew with Axon's JacksonSerializer first");
        }
        try (var parser = HistoryFormat.JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw refused("its " + what + " is empty");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw refused("its " + what + " is more than one JSON value");
            }
        } catch (IOException e) {
            throw refused("its " + what + " is no JSON");
        }
        // Inside texts they are escaped, so these are between values
        return text.replace('\r', ' ').replace('\n', ' ').strip();
    }

    private JsonNode object(String metadata) {
        try (var parser = TREES.createParser(metadata)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused("its metadata is no JSON object");
            }
            @Nullable JsonNode tree = parser.readValueAsTree();
            return tree == null ? TREES.createObjectNode() : tree;
        } catch (IOException e) {
            throw refused("its metadata is no JSON");
        }
    }

    private TransferRefused refused(String reason) {
        return new TransferRefused("Position " + position + ": " + reason);
    }
}
