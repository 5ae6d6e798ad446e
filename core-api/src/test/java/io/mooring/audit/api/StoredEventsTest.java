package io.mooring.audit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mooring.eventstore.StoredJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the store today must be readable for ever: one sample per event and revision. */
class StoredEventsTest {

    private static final int SMALLEST_NUMBER_OF_EVENTS = 51;

    private final ObjectMapper json = StoredJson.mapper();

    static Stream<Class<?>> events() {
        return CoreApi.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void reads_back_and_writes_the_same(Class<?> event) throws IOException {
        var sample = Objects.requireNonNull(
                getClass().getResource("/events/" + sampleOf(event)), "There is no sample " + sampleOf(event));
        var stored = json.readTree(sample.openStream());

        Object read = json.treeToValue(stored, event);

        assertThat((Object) json.valueToTree(read)).isEqualTo(stored);
    }

    @Test
    void no_event_is_forgotten_and_no_sample_is_of_none() throws Exception {
        assertThat(events()).hasSizeGreaterThanOrEqualTo(SMALLEST_NUMBER_OF_EVENTS);
        var samples = Path.of(
                Objects.requireNonNull(getClass().getResource("/events")).toURI());
        try (var files = Files.list(samples)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsAll(events().map(StoredEventsTest::sampleOf).toList())
                    .allSatisfy(sample -> assertThat(CoreApi.events()
                                    .map(event -> CoreApi.capability(event) + "." + event.getSimpleName() + "."))
                            .anyMatch(sample::startsWith));
        }
    }

    private static String sampleOf(Class<?> event) {
        var revision = event.getAnnotation(Revision.class);
        assertThat(revision).as("%s says its revision", event).isNotNull();
        return "%s.%s.%s.json".formatted(CoreApi.capability(event), event.getSimpleName(), revision.value());
    }
}
