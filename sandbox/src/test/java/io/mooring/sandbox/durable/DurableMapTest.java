package io.mooring.sandbox.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableMapTest {

    record Thing(String name, Instant at) {}

    private static final Thing ONE = new Thing("one\nwith a line break", Instant.parse("2026-11-23T01:02:03.456Z"));
    private static final Thing TWO = new Thing("two", Instant.parse("2026-11-23T01:02:04Z"));

    @TempDir
    Path folder;

    @Test
    void what_was_put_is_there_after_the_next_opening() {
        try (var map = open()) {
            map.put("a", ONE);
            map.put("b", TWO);
            map.put("a", TWO);
            map.remove("b");
        }
        try (var map = open()) {
            assertThat(map.get("a")).contains(TWO);
            assertThat(map.keys()).containsExactly("a");
        }
    }

    @Test
    void a_line_torn_by_a_sudden_end_costs_nothing_that_was_confirmed() throws IOException {
        try (var map = open()) {
            map.put("a", ONE);
        }
        Files.writeString(file(), "{\"key\":\"b\",\"value\":\"{\\\"na", StandardOpenOption.APPEND);

        try (var map = open()) {
            assertThat(map.values()).containsExactly(ONE);
            map.put("c", TWO);
        }
        try (var map = open()) {
            assertThat(map.keys()).containsExactly("a", "c");
        }
    }

    @Test
    void the_journal_is_shortened_when_it_is_opened() throws IOException {
        try (var map = open()) {
            for (var i = 0; i < 50; i++) {
                map.put("a", TWO);
            }
        }
        open().close();

        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    private DurableMap<Thing> open() {
        return DurableMap.open(file(), Thing.class);
    }

    private Path file() {
        return folder.resolve("deep").resolve("things.jsonl");
    }
}
