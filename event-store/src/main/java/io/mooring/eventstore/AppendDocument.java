package io.mooring.eventstore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one append as one JSON document, so that an append of any size is one statement with one parameter. Its fields are those that {@link
 * #ROWS} takes apart.
 */
final class AppendDocument {

    /** Columns of {@code domain_event} in the order of {@link #ROWS}. */
    static final String COLUMNS =
            "event_id, aggregate_type, aggregate_id, sequence_number, occurred_at, event_type, revision, payload,"
                    + " metadata, correlation_id, causation_id";

    /** The rows of a document that is the statement's parameter, in the order in which they were written. */
    static final String ROWS = "select e, t, a, s, o, y, r, p, m, c, k from jsonb_to_recordset(?::jsonb) as event"
            + " (e text, t text, a text, s bigint, o timestamptz, y text, r text, p jsonb, m jsonb, c text, k text)";

    private static final JsonFactory JSON = new JsonFactory();

    private final Serializer serializer;
    private final String correlationKey;
    private final String causationKey;

    AppendDocument(Serializer serializer, String correlationKey, String causationKey) {
        this.serializer = serializer;
        this.correlationKey = correlationKey;
        this.causationKey = causationKey;
    }

    String of(List<? extends EventMessage<?>> events) {
        var text = new StringWriter(1024 * events.size());
        try (var json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (var event : events) {
                write(json, inAStream(event));
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** One document of all rows, in the order of the documents. */
    static String joined(List<String> documents) {
        if (documents.size() == 1) {
            return documents.getFirst();
        }
        return documents.stream()
                .map(document -> document.substring(1, document.length() - 1))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** An event that no aggregate applied is a stream of its own. */
    static DomainEventMessage<?> inAStream(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> ofAnAggregate
                ? ofAnAggregate
                : new GenericDomainEventMessage<>("", event.getIdentifier(), 0L, event, event::getTimestamp);
    }

    private void write(JsonGenerator json, DomainEventMessage<?> event) throws IOException {
        var payload = event.serializePayload(serializer, String.class);
        json.writeStartObject();
        json.writeStringField("e", event.getIdentifier());
        json.writeStringField("t", event.getType());
        json.writeStringField("a", event.getAggregateIdentifier());
        json.writeNumberField("s", event.getSequenceNumber());
        // PostgreSQL would round to its microseconds, and so might move an event into the future
        json.writeStringField(
                "o", event.getTimestamp().truncatedTo(ChronoUnit.MICROS).toString());
        json.writeStringField("y", payload.getType().getName());
        json.writeStringField("r", payload.getType().getRevision());
        json.writeFieldName("p");
        json.writeRawValue(payload.getData());
        json.writeFieldName("m");
        json.writeRawValue(event.serializeMetaData(serializer, String.class).getData());
        writeId(json, "c", event.getMetaData().get(correlationKey));
        writeId(json, "k", event.getMetaData().get(causationKey));
        json.writeEndObject();
    }

    private static void writeId(JsonGenerator json, String field, @Nullable Object id) throws IOException {
        if (id != null) {
            json.writeStringField(field, id.toString());
        }
    }
}
