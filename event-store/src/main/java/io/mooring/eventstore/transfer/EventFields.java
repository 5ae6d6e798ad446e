package io.mooring.eventstore.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one line: each of them there, of its kind, and none besides. */
final class EventFields {

    private final JsonParser json;
    private final String line;
    private final long number;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    /** A parser that stands on the name of the first field. */
    EventFields(JsonParser json, String line, long number) {
        this.json = json;
        this.line = line;
        this.number = number;
    }

    HistoricEvent read() throws IOException {
        while (json.currentToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            values.put(name, value(name));
            json.nextToken();
        }
        if (json.nextToken() != null) {
            throw malformed("has something behind the JSON object");
        }
        return new HistoricEvent(
                number(HistoryFormat.POSITION),
                text(HistoryFormat.EVENT_ID),
                textOrNull(HistoryFormat.AGGREGATE_TYPE),
                text(HistoryFormat.AGGREGATE_ID),
                number(HistoryFormat.SEQUENCE_NUMBER),
                time(),
                text(HistoryFormat.TYPE),
                text(HistoryFormat.REVISION),
                text(HistoryFormat.PAYLOAD),
                text(HistoryFormat.METADATA),
                textOrNull(HistoryFormat.CORRELATION_ID),
                textOrNull(HistoryFormat.CAUSATION_ID));
    }

    private @Nullable Object value(String name) throws IOException {
        return switch (name) {
            case HistoryFormat.POSITION, HistoryFormat.SEQUENCE_NUMBER -> wholeNumber(name);
            case HistoryFormat.AGGREGATE_TYPE, HistoryFormat.CORRELATION_ID, HistoryFormat.CAUSATION_ID ->
                json.currentToken() == JsonToken.VALUE_NULL ? null : string(name);
            case HistoryFormat.EVENT_ID,
                    HistoryFormat.AGGREGATE_ID,
                    HistoryFormat.OCCURRED_AT,
                    HistoryFormat.TYPE,
                    HistoryFormat.REVISION -> string(name);
            case HistoryFormat.PAYLOAD -> raw();
            case HistoryFormat.METADATA -> {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw malformed(name + " is no JSON object");
                }
                yield raw();
            }
            default -> throw malformed("has a field that the format does not know: " + HistoryFormat.quoted(name));
        };
    }

    private long wholeNumber(String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || json.getLongValue() < 0) {
            throw malformed(name + " is no whole number from 0");
        }
        return json.getLongValue();
    }

    private String string(String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed(name + " is no text");
        }
        return json.getText();
    }

    /** The value as it is written, so that no digit of a number is lost. */
    private String raw() throws IOException {
        var from = json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        json.finishToken();
        return line.substring((int) from, (int) json.currentLocation().getCharOffset());
    }

    private @Nullable Object field(String name) {
        if (!values.containsKey(name)) {
            throw malformed(name + " is missing");
        }
        return values.get(name);
    }

    private long number(String name) {
        return field(name) instanceof Long value ? value : -1;
    }

    private @Nullable String textOrNull(String name) {
        return (String) field(name);
    }

    private String text(String name) {
        return field(name) instanceof String value ? value : "";
    }

    private Instant time() {
        var text = text(HistoryFormat.OCCURRED_AT);
        try {
            var time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            if (!time.truncatedTo(ChronoUnit.MICROS).equals(time)) {
                throw malformed(HistoryFormat.OCCURRED_AT + " is finer than the microseconds that are kept: " + text);
            }
            return time;
        } catch (DateTimeException e) {
            throw malformed(
                    HistoryFormat.OCCURRED_AT + " is no ISO 8601 time with an offset: " + HistoryFormat.quoted(text));
        }
    }

    private MalformedHistory malformed(String problem) {
        return new MalformedHistory(number, problem);
    }
}
