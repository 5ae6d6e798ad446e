package io.mooring.eventstore.transfer;

import static io.mooring.eventstore.transfer.HistoryFile.HEADER;
import static io.mooring.eventstore.transfer.HistoryFile.count;
import static io.mooring.eventstore.transfer.HistoryFile.end;
import static io.mooring.eventstore.transfer.HistoryFile.imported;
import static io.mooring.eventstore.transfer.HistoryFile.moored;
import static io.mooring.eventstore.transfer.HistoryFile.number;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mooring.eventstore.EventStoreDatabase;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a file is said by line, and leaves the table as it was: empty, so one serves for all. */
class MalformedFilesIT {

    private static final String FIRST = moored(1, "ship-1", 0);
    private static final String SECOND = moored(2, "ship-1", 1);

    private static final EventStoreDatabase DATABASE = new EventStoreDatabase();

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("nothing at all", "", 1, "the file is empty"),
                arguments("no header", FIRST + "\n" + end(1, 1), 1, "the header is missing"),
                arguments("something else", "<html>\n", 1, "the header is missing"),
                arguments(
                        "a later version",
                        HEADER.replace("1}", "2}") + "\n",
                        1,
                        "reads version 1 of the format, not 2"),
                arguments("a line that is cut off", HEADER + "\n" + FIRST.substring(0, 99), 2, "is no JSON object"),
                arguments(
                        "a missing end",
                        HEADER + "\n" + FIRST + "\n",
                        3,
                        "the end is missing: the file was cut off behind 1"),
                arguments("a wrong end", HEADER + "\n" + FIRST + "\n" + end(2, 1), 3, "the end speaks of 2 events"),
                arguments("a wrong last position", HEADER + "\n" + FIRST + "\n" + end(1, 2), 3, "up to position 2"),
                arguments("more behind the end", file(FIRST) + FIRST, 4, "comes behind the end"),
                arguments("two objects in a line", file(FIRST + " {}"), 2, "something behind the JSON object"),
                arguments("no JSON", file("moored"), 2, "is no JSON object"),
                arguments("no object", file("[1]"), 2, "is no JSON object"),
                arguments("an empty line", file(""), 2, "is no JSON object"),
                arguments(
                        "an unknown type",
                        file(FIRST.replace("ShipMoored", "ShipSunk")),
                        2,
                        "nobody knows the type 'harbour.ShipSunk'"),
                arguments(
                        "an unknown field",
                        file(FIRST.replace("{\"position", "{\"x\":1,\"position")),
                        2,
                        "does not know: 'x'"),
                arguments("a missing field", file(FIRST.replace("\"revision\":\"3\",", "")), 2, "revision is missing"),
                arguments(
                        "a field twice",
                        file(FIRST.replace("\"payload\"", "\"revision\":\"3\",\"payload\"")),
                        2,
                        "has a field twice"),
                arguments("a number for a text", file(FIRST.replace("\"3\"", "3")), 2, "revision is no text"),
                arguments("a null for a text", file(FIRST.replace("\"3\"", "null")), 2, "revision is no text"),
                arguments("a position below zero", file(moored(-1, "ship-1", 0)), 2, "position is no whole number"),
                arguments(
                        "a position that is too long",
                        file(FIRST.replace(":1,", ":9223372036854775808,")),
                        2,
                        "position is no whole number"),
                arguments(
                        "a time without an offset",
                        file(FIRST.replace("123456Z", "123456")),
                        2,
                        "occurredAt is no ISO 8601 time"),
                arguments(
                        "a time that is too fine",
                        file(FIRST.replace("123456Z", "1234567Z")),
                        2,
                        "occurredAt is finer"),
                arguments(
                        "metadata that is no object",
                        file(FIRST.replace("\"metadata\":{}", "\"metadata\":\"{}\"")),
                        2,
                        "metadata is no JSON object"),
                arguments(
                        "a text that jsonb has no place for",
                        file(FIRST.replace("north", "\\u0000")),
                        2,
                        "the database refuses it (22P05)"),
                arguments(
                        "half a character",
                        file(FIRST, SECOND.replace("north", "\\ud83d")),
                        3,
                        "the database refuses it (22P02)"),
                arguments("a position twice", file(FIRST, FIRST), 3, "position 1 comes twice"),
                arguments("wrong order", file(SECOND.replace("r\":1", "r\":0"), FIRST), 3, "position 1 comes behind 2"),
                arguments("an event twice", file(FIRST, SECOND.replace("e-2", "e-1")), 3, "event id 'e-1' comes twice"),
                arguments(
                        "a stream that begins late",
                        file(moored(1, "ship-1", 1)),
                        2,
                        "sequence number 1 of aggregate 'ship-1' where 0 is next"),
                arguments(
                        "a gap in a stream",
                        file(FIRST, moored(2, "ship-1", 2)),
                        3,
                        "sequence number 2 of aggregate 'ship-1' where 1 is next"),
                arguments(
                        "a number in a stream twice",
                        file(FIRST, moored(2, "ship-1", 0)),
                        3,
                        "sequence number 0 of aggregate 'ship-1' where 1 is next"),
                arguments(
                        "a gap across batches",
                        withGapBehindTheFirstBatch(),
                        1502,
                        "sequence number 3 of aggregate 'ship-0' where 2 is next"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void it_names_the_line_and_writes_nothing(String problem, String file, long line, String message) {
        assertThatExceptionOfType(MalformedHistory.class)
                .isThrownBy(() -> imported(DATABASE, file))
                .withMessageStartingWith("Line " + line + ": ")
                .withMessageContaining(message)
                .satisfies(refused -> assertThat(refused.line()).isEqualTo(line));
        assertThat(count(DATABASE)).isZero();
        assertThat(number(DATABASE.jdbc, "select event_head()")).isZero();
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        var bytes = file(FIRST.replace("north", "n\u00f6rth")).getBytes(ISO_8859_1);

        assertThatExceptionOfType(MalformedHistory.class)
                .isThrownBy(() -> HistoryImport.into(DATABASE.dataSource, DATABASE.types)
                        .whole(new ByteArrayInputStream(bytes), events -> {}))
                .withMessage("Line 2: is not UTF-8");
    }

    @Test
    void what_is_malformed_is_not_quoted() {
        var file = file(FIRST.replace("\"north\"", "Seaworthy"));

        assertThatExceptionOfType(MalformedHistory.class)
                .isThrownBy(() -> imported(DATABASE, file))
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain("Seaworthy"));
    }

    private static String file(String... events) {
        return HistoryFile.of(List.of(events), events.length);
    }

    private static String withGapBehindTheFirstBatch() {
        var events = IntStream.rangeClosed(1, 1501)
                .mapToObj(n -> HistoryFile.moored(
                        n, n == 1 || n == 2 || n == 1501 ? "ship-0" : "ship-" + n, n == 1501 ? 3 : n == 2 ? 1 : 0))
                .toList();
        return HistoryFile.of(events, 1501);
    }
}
