package io.mooring.eventstore.transfer;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes a file line by line; the stream is flushed at the end and stays open. */
final class HistoryWriter {

    private final DigestOutputStream out;
    private final JsonGenerator json;
    private long events;
    private OptionalLong first = OptionalLong.empty();
    private OptionalLong last = OptionalLong.empty();

    HistoryWriter(OutputStream target) throws IOException {
        out = new DigestOutputStream(target, HistoryFormat.sha256());
        json = HistoryFormat.JSON.createGenerator(out, JsonEncoding.UTF8);
        json.writeStartObject();
        json.writeStringField("format", HistoryFormat.NAME);
        json.writeNumberField("version", HistoryFormat.VERSION);
        json.writeEndObject();
    }

    void write(HistoricEvent event) throws IOException {
        json.writeStartObject();
        json.writeNumberField(HistoryFormat.POSITION, event.position());
        text(HistoryFormat.EVENT_ID, event.eventId());
        text(HistoryFormat.AGGREGATE_TYPE, event.aggregateType());
        text(HistoryFormat.AGGREGATE_ID, event.aggregateId());
        json.writeNumberField(HistoryFormat.SEQUENCE_NUMBER, event.sequenceNumber());
        text(HistoryFormat.OCCURRED_AT, event.occurredAt().toString());
        text(HistoryFormat.TYPE, event.type());
        text(HistoryFormat.REVISION, event.revision());
        raw(HistoryFormat.PAYLOAD, event.payload());
        raw(HistoryFormat.METADATA, event.metadata());
        text(HistoryFormat.CORRELATION_ID, event.correlationId());
        text(HistoryFormat.CAUSATION_ID, event.causationId());
        json.writeEndObject();
        if (events == 0) {
            first = OptionalLong.of(event.position());
        }
        last = OptionalLong.of(event.position());
        events++;
    }

    private void text(String name, @Nullable String value) throws IOException {
        json.writeStringField(name, value); // null is written as null
    }

    private void raw(String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    long events() {
        return events;
    }

    HistorySummary end() throws IOException {
        json.writeStartObject();
        json.writeNumberField(HistoryFormat.EVENTS, events);
        json.writeFieldName(HistoryFormat.LAST_POSITION);
        if (last.isPresent()) {
            json.writeNumber(last.getAsLong());
        } else {
            json.writeNull();
        }
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
        return new HistorySummary(
                events,
                first,
                last,
                HexFormat.of().formatHex(out.getMessageDigest().digest()));
    }
}
