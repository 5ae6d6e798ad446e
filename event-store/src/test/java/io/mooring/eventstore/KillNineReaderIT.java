package io.mooring.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.eventstore.ReaderLife.Processor;
import io.mooring.eventstore.VoyageEvent.Sailed;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that handles events is killed with signal 9 at every point around its handlers, its saga, its token and its commits, again and again: every
 * event has had its effect once, and so has every command.
 */
@Timeout(300)
class KillNineReaderIT {

    private static final int VOYAGES_PER_LIFE = 6;

    /** A machine that is busy with other things may take its time to start a JVM. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final PostgresEventStorageEngine engine = PostgresEventStorageEngine.on(
            database.dataSource, Life.serializer(database.dataSource), "correlationId", "causationId");

    private int lives;
    private int voyages;

    @BeforeEach
    void createEffects() {
        database.jdbc
                .sql("create table effect (position bigint generated always as identity primary key, event_id text,"
                        + " voyage text, sequence_number bigint)")
                .update();
    }

    @ParameterizedTest
    @EnumSource(Processor.class)
    void events_and_commands_have_their_effect_once_however_often_their_handler_is_killed(Processor processor) {
        for (var point : DeathPoint.values()) {
            for (var pass : processor == Processor.OURS ? new int[] {1, 3} : new int[] {2}) {
                sail();
                try (var reader = live(processor, point, pass)) {
                    reader.toTheEnd();
                    assertThat(reader.kill())
                            .as("killed at %s %d: %s", point, pass, reader.log())
                            .isEqualTo(MortalProcess.KILLED);
                }
                awaitItsConnectionsToEnd();
                assertThat(effects())
                        .doesNotHaveDuplicates()
                        .isEqualTo(firstEvents(effects().size()));
            }
        }
        liveToTheEnd(processor);
    }

    @ParameterizedTest
    @EnumSource(Processor.class)
    void nor_does_it_matter_when_it_is_killed_in_full_flight(Processor processor) {
        for (var handled = 1; handled <= VOYAGES_PER_LIFE; handled++) {
            sail();
            var until = effects().size() + handled;
            try (var reader = live(processor, null, 1)) {
                await().atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .untilAsserted(
                                () -> assertThat(effects()).as(reader::log).hasSizeGreaterThanOrEqualTo(until));
                assertThat(reader.kill()).isEqualTo(MortalProcess.KILLED);
            }
            awaitItsConnectionsToEnd();
            assertThat(effects())
                    .doesNotHaveDuplicates()
                    .isEqualTo(firstEvents(effects().size()));
        }
        liveToTheEnd(processor);
    }

    private MortalProcess live(Processor processor, @Nullable DeathPoint point, int pass) {
        lives++;
        return MortalProcess.start(ReaderLife.class, ReaderLife.arguments(processor, database, lives, point, pass));
    }

    private void sail() {
        for (var n = 0; n < VOYAGES_PER_LIFE; n++) {
            voyages++;
            var voyage = "voyage-" + voyages;
            database.append(engine, new GenericDomainEventMessage<>("Voyage", voyage, 0, new Sailed(voyage)));
        }
    }

    private void liveToTheEnd(Processor processor) {
        try (var reader = live(processor, null, 1)) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(closed()).as(reader::log).isEqualTo(voyages);
                assertThat(effects()).endsWith(firstEvents(3 * voyages).getLast());
            });
            reader.kill();
            assertThat(effects()).as(reader::log).doesNotHaveDuplicates();
        }
        assertThat(effects()).isEqualTo(firstEvents(Integer.MAX_VALUE)).hasSize(3 * voyages);
        assertThat(database.jdbc
                        .sql("select aggregate_id from domain_event group by aggregate_id"
                                + " having array_agg(event_type || ' ' || coalesce(payload->>'heard', '')"
                                + " order by sequence_number)"
                                + " <> array['voyage.Sailed ', 'voyage.Reported ', 'voyage.Closed 2']")
                        .query((row, n) -> row.getString(1))
                        .list())
                .as("voyages that did not sail, report and close, once each, with a saga that heard it all")
                .isEmpty();
        assertThat(count("saga_entry") + count("association_value_entry")).isZero();
    }

    private int closed() {
        return count("domain_event where event_type = 'voyage.Closed'");
    }

    private int count(String rows) {
        return database.jdbc
                .sql("select count(*) from " + rows)
                .query(Integer.class)
                .single();
    }

    private List<String> effects() {
        return events("select event_id from effect order by position");
    }

    private List<String> firstEvents(int number) {
        return events("select event_id from domain_event order by global_index limit " + number);
    }

    private List<String> events(String sql) {
        return database.jdbc.sql(sql).query((row, n) -> row.getString(1)).list();
    }

    private void awaitItsConnectionsToEnd() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> count("pg_stat_activity where application_name = '" + Life.application(lives) + "'") == 0);
    }
}
