package io.mooring.eventstore;

import static io.mooring.eventstore.EventStoreDatabase.event;
import static io.mooring.eventstore.StoredHarbour.MOORED;
import static io.mooring.eventstore.StoredHarbour.eventAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.HarbourEvent.ShipMoored;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is what is read, whichever way it is read. */
class FidelityContractIT {

    private final StoredHarbour harbour = new StoredHarbour();
    private final PostgresEventStorageEngine engine = harbour.engine;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Zażółć gęślą jaźń",
                "宁波舟山港",
                "مرفأ",
                "\uD83D\uDEA2\u200D\u2693",
                "e\u0301 \u00e9",
                "\"quoted\" \\ \b\f\n\r\t \u0001 \u2028",
                "{\"json\": null}",
                "'; drop table domain_event; --",
                "$1 ? %s \\u0041"
            })
    void every_text_reads_back_to_the_letter(String text) {
        var payload = new ShipMoored(text, 1, Instant.EPOCH);
        harbour.append(event("ship-" + text, 0, payload).withMetaData(Map.of("said", text, text, "said")));

        var read = readInEveryWay("ship-" + text);
        assertThat(read)
                .hasSize(4)
                .extracting(message -> (Object) message.getPayload())
                .containsOnly(payload);
        assertThat(read)
                .extracting(DomainEventMessage::getMetaData)
                .containsOnly(MetaData.from(Map.of("said", text, text, "said")));
        assertThat(read).extracting(DomainEventMessage::getAggregateIdentifier).containsOnly("ship-" + text);
    }

    @Test
    void a_payload_of_megabytes_reads_back_whole() {
        var large = new ShipMoored("north €".repeat(500_000), 1, Instant.EPOCH);
        harbour.append(event("ship", 0, large), event("ship", 1, MOORED));

        assertThat(engine.readEvents("ship", 0).asStream().map(read -> (Object) read.getPayload()))
                .containsExactly(large, MOORED);
        try (var scan = engine.scan(-1, engine.horizon())) {
            assertThat(scan.next(2))
                    .extracting(read -> (Object) read.getPayload())
                    .containsExactly(large, MOORED);
        }
    }

    @Test
    void metadata_keeps_its_kinds_of_values() {
        var values = new HashMap<String, @Nullable Object>();
        values.put("text", "pilot");
        values.put("number", 7);
        values.put("large", 9_007_199_254_740_993L);
        values.put("fraction", 0.1);
        values.put("yes", true);
        values.put("nothing", null);
        values.put("list", List.of("a", 1));
        values.put("map", Map.of("inner", List.of(Map.of())));
        harbour.append(event("ship", 0, MOORED).withMetaData(values));

        assertThat(readInEveryWay("ship"))
                .extracting(read -> Map.copyOf(withoutNothing(read.getMetaData())))
                .containsOnly(Map.copyOf(withoutNothing(values)));
        assertThat(readInEveryWay("ship"))
                .allSatisfy(read -> assertThat(read.getMetaData()).containsEntry("nothing", null));
    }

    @Test
    void no_metadata_is_empty_and_not_missing() {
        harbour.append(event("ship", 0, MOORED));

        assertThat(readInEveryWay("ship"))
                .extracting(DomainEventMessage::getMetaData)
                .containsOnly(MetaData.emptyInstance());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T12:00:00Z, 2026-11-02T12:00:00Z, 2026-11-02T12:00:00Z",
        "2026-11-02T12:00:00.123456Z, 2026-11-02T12:00:00.123456Z, 2026-11-02T12:00:00.123Z",
        "2026-11-02T12:00:00.999999999Z, 2026-11-02T12:00:00.999999Z, 2026-11-02T12:00:00.999Z",
        "1999-12-31T23:59:59.999999999Z, 1999-12-31T23:59:59.999999Z, 1999-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999Z"
    })
    void a_time_is_kept_to_the_microsecond_read_to_axons_millisecond_and_never_later_than_it_was(
            Instant happened, Instant kept, Instant read) {
        harbour.append(eventAt("ship", 0, happened));

        assertThat(harbour.database
                        .jdbc
                        .sql("select occurred_at from domain_event")
                        .query(OffsetDateTime.class)
                        .single())
                .isEqualTo(kept.atOffset(ZoneOffset.UTC));
        assertThat(readInEveryWay("ship"))
                .hasSize(4)
                .extracting(DomainEventMessage::getTimestamp)
                .containsOnly(read);
    }

    @Test
    void an_event_of_no_aggregate_reads_back_from_the_log() {
        var alone = GenericEventMessage.<Object>asEventMessage(MOORED).withMetaData(Map.of("actor", "pilot"));
        harbour.append(alone);

        try (var log = engine.readEvents(null, false)) {
            var read = log.findFirst().orElseThrow();
            assertThat(read.getIdentifier()).isEqualTo(alone.getIdentifier());
            assertThat((Object) read.getPayload()).isEqualTo(MOORED);
            assertThat(read.getMetaData()).isEqualTo(alone.getMetaData());
        }
    }

    /** Its first event by aggregate, by several aggregates, by position, and in bulk. */
    private List<DomainEventMessage<?>> readInEveryWay(String aggregate) {
        try (var scan = engine.scan(-1, engine.horizon())) {
            return List.of(
                    engine.readEvents(aggregate, 0).next(),
                    Objects.requireNonNull(
                                    engine.readStreams(List.of(aggregate)).get(aggregate))
                            .events()
                            .getFirst(),
                    ofAnAggregate(engine.readRange(-1, engine.horizon(), 1).getFirst()),
                    ofAnAggregate(scan.next(1).getFirst()));
        }
    }

    private static DomainEventMessage<?> ofAnAggregate(TrackedEventMessage<?> read) {
        return (DomainEventMessage<?>) read;
    }

    private static Map<String, Object> withoutNothing(Map<String, ? extends @Nullable Object> values) {
        var something = new HashMap<String, Object>();
        values.forEach((name, value) -> {
            if (value != null) {
                something.put(name, value);
            }
        });
        return something;
    }
}
