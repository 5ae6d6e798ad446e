package io.mooring.eventstore.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line and refuses what is not as the format says, naming the line. */
final class HistoryReader {

    /** An event and the number of its line. */
    record Line(long number, HistoricEvent event) {}

    private final LineReader lines;
    private final Set<String> types;
    private long events;
    private OptionalLong first = OptionalLong.empty();
    private OptionalLong last = OptionalLong.empty();
    private boolean ended;

    HistoryReader(InputStream source, Set<String> types) throws IOException {
        this.lines = new LineReader(source);
        this.types = types;
        header(lines.next());
    }

    /** The next event; null once the end was read and found right. */
    @Nullable
    Line next() throws IOException {
        if (ended) {
            return null;
        }
        var text = lines.next();
        if (text == null) {
            throw malformed("the end is missing: the file was cut off behind " + events + " events");
        }
        try (var json = HistoryFormat.JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("is no JSON object");
            }
            if (HistoryFormat.EVENTS.equals(json.nextFieldName())) {
                end(json);
                return null;
            }
            var event = new EventFields(json, text, lines.number()).read();
            check(event);
            return new Line(lines.number(), event);
        } catch (JsonProcessingException e) {
            // Not its message, which may quote what is personal
            throw malformed("is no JSON object, or has a field twice; see column "
                    + e.getLocation().getColumnNr());
        }
    }

    private void check(HistoricEvent event) {
        if (!types.contains(event.type())) {
            throw malformed("nobody knows the type " + HistoryFormat.quoted(event.type()));
        }
        if (last.isPresent() && event.position() <= last.getAsLong()) {
            throw malformed("position " + event.position() + " comes "
                    + (event.position() == last.getAsLong() ? "twice" : "behind " + last.getAsLong())
                    + "; positions ascend");
        }
        if (first.isEmpty()) {
            first = OptionalLong.of(event.position());
        }
        last = OptionalLong.of(event.position());
        events++;
    }

    private void header(@Nullable String text) throws IOException {
        if (text == null) {
            throw malformed("the file is empty");
        }
        String format = null;
        var version = -1;
        try (var json = HistoryFormat.JSON.createParser(text)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    var name = json.currentName();
                    var value = json.nextToken();
                    if (name.equals("format")) {
                        format = json.getText();
                    } else if (name.equals("version") && value == JsonToken.VALUE_NUMBER_INT) {
                        version = json.getIntValue();
                    } else {
                        json.skipChildren();
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw malformed("the header is missing: this is no history file");
        }
        if (!HistoryFormat.NAME.equals(format)) {
            throw malformed("the header is missing: this is no history file");
        }
        if (version != HistoryFormat.VERSION) {
            throw malformed("this release reads version " + HistoryFormat.VERSION + " of the format, not "
                    + (version == -1 ? "one without a number" : version));
        }
    }

    private void end(JsonParser json) throws IOException {
        var claimedEvents = json.nextToken() == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : -1;
        var claimedLast = OptionalLong.empty();
        if (!HistoryFormat.LAST_POSITION.equals(json.nextFieldName())) {
            throw malformed("the end has no last position");
        }
        if (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            claimedLast = OptionalLong.of(json.getLongValue());
        }
        if (json.nextToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw malformed("the end has more than the number of events and the last position");
        }
        if (claimedEvents != events || !Objects.equals(claimedLast, last)) {
            throw malformed("the end speaks of " + claimedEvents + " events up to position " + text(claimedLast)
                    + ", and there are " + events + " up to " + text(last));
        }
        if (lines.next() != null) {
            throw malformed("comes behind the end");
        }
        ended = true;
    }

    private static String text(OptionalLong position) {
        return position.isPresent() ? Long.toString(position.getAsLong()) : "none";
    }

    private MalformedHistory malformed(String problem) {
        return new MalformedHistory(lines.number(), problem);
    }

    /** Of the whole file; to be asked behind its end. */
    HistorySummary summary() {
        return new HistorySummary(events, first, last, lines.sha256());
    }
}
