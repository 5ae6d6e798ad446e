package io.mooring.eventstore;

import static io.mooring.eventstore.StoredHarbour.eventAt;
import static io.mooring.eventstore.StoredHarbour.ids;
import static io.mooring.eventstore.StoredHarbour.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What Axon's event store promises of publishing and following, kept on this engine. */
@Timeout(30)
class PublishingContractIT {

    private final StoredHarbour harbour = new StoredHarbour();
    private final PostgresEventStore store = PostgresEventStore.on(harbour.engine);

    @AfterEach
    void whoever_fails_leaves_no_work_to_the_next() {
        while (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().rollback();
        }
    }

    @Test
    void a_published_event_reaches_a_reader_as_it_is() throws Exception {
        var event = eventAt("ship", 0, Instant.EPOCH);
        publish(List.of(event));

        try (var log = store.openStream(null)) {
            assertThat(log.hasNextAvailable()).isTrue();
            var read = (DomainEventMessage<?>) log.nextAvailable();
            assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
            assertThat(read.getAggregateIdentifier()).isEqualTo("ship");
            assertThat(read.getTimestamp()).isEqualTo(Instant.EPOCH);
            assertThat((Object) read.getPayload()).isEqualTo(event.getPayload());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void a_reader_at_the_end_is_held_until_something_is_published(int before) throws Exception {
        publish(stream("ship", 0, before - 1));
        var next = stream("ship", before, before);
        try (var log = store.openStream(null);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < before; i++) {
                log.nextAvailable();
            }
            var reader = threads.<TrackedEventMessage<?>>submit(log::nextAvailable);
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> reader.get(200, TimeUnit.MILLISECONDS));

            publish(next);

            assertThat(reader.get(10, TimeUnit.SECONDS).getIdentifier())
                    .isEqualTo(next.getFirst().getIdentifier());
        }
    }

    @Test
    void a_reader_that_waits_a_while_is_told_as_soon_as_something_is_published() throws Exception {
        try (var log = store.openStream(null);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(log.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
            var reader = threads.submit(() -> log.hasNextAvailable(1, TimeUnit.HOURS));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> reader.get(200, TimeUnit.MILLISECONDS));

            publish(stream("ship", 0, 0));

            assertThat(reader.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_reader_goes_on_where_it_stopped_and_again_after_the_end() throws Exception {
        var events = stream("ship", 0, 3);
        publish(events.subList(0, 2));
        try (var first = store.openStream(null)) {
            var token = first.nextAvailable().trackingToken();
            try (var second = store.openStream(token)) {
                assertThat(second.nextAvailable().getIdentifier())
                        .isEqualTo(events.get(1).getIdentifier());
                assertThat(second.hasNextAvailable()).isFalse();
                publish(events.subList(2, 4));
                assertThat(second.hasNextAvailable()).isTrue();
                assertThat(List.of(second.nextAvailable(), second.nextAvailable()))
                        .extracting(EventMessage::getIdentifier)
                        .isEqualTo(ids(events.subList(2, 4)));
                assertThat(second.hasNextAvailable()).isFalse();
            }
        }
    }

    @Test
    void a_long_stream_is_loaded_whole() {
        publish(stream("ship", 0, 109));

        assertThat(loaded()).hasSize(110).last().isEqualTo(109L);
        assertThat(store.lastSequenceNumberFor("ship")).contains(109L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_unit_of_work_loads_what_it_has_published_itself(boolean readAhead) {
        publish(stream("ship", 0, 1));
        inWork(work -> {
            readAhead(readAhead);
            assertThat(loaded()).containsExactly(0L, 1L);

            store.publish(stream("ship", 2, 4));

            assertThat(loaded()).containsExactly(0L, 1L, 2L, 3L, 4L);
            assertThat(store.readEvents("ship", 1).asStream().map(DomainEventMessage::getSequenceNumber))
                    .containsExactly(1L, 2L, 3L, 4L);
            assertThat(store.lastSequenceNumberFor("ship")).contains(4L);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_published_is_seen_by_nobody_else_before_the_commit_and_never_after_a_rollback(boolean readAhead) {
        publish(stream("ship", 0, 1));
        var work = DefaultUnitOfWork.startAndGet(null);
        readAhead(readAhead);
        store.publish(stream("ship", 2, 4));

        CurrentUnitOfWork.clear(work);
        assertThat(loaded()).hasSize(2);
        CurrentUnitOfWork.set(work);
        assertThat(loaded()).hasSize(5);
        work.rollback();

        assertThat(loaded()).hasSize(2);
        assertThat(harbour.idsAfter(null)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_event_is_seen_twice_or_not_at_all_in_any_phase_of_nested_work(boolean readAhead) {
        publish(stream("ship", 0, 1));
        var seen = new ArrayList<Integer>();
        Consumer<UnitOfWork<?>> look = any -> seen.add(loaded().size());
        inWork(outer -> {
            readAhead(readAhead);
            store.publish(stream("ship", 2, 3));
            var inner = DefaultUnitOfWork.startAndGet(null);
            store.publish(stream("ship", 4, 9));
            List.of(inner, outer).forEach(work -> {
                work.onPrepareCommit(look::accept);
                work.onCommit(look::accept);
                work.afterCommit(look::accept);
            });
            inner.commit();
            assertThat(loaded()).as("between two of a batch").hasSize(10);
        });

        assertThat(seen).hasSize(6).containsOnly(10);
        assertThat(loaded()).hasSize(10);
    }

    @Test
    void the_stores_tokens_are_the_engines() {
        publish(List.of(
                eventAt("ship", 0, Instant.EPOCH),
                eventAt("ship", 1, Instant.now().plusSeconds(60))));

        assertThat(harbour.idsAfter(store.createTailToken())).hasSize(2);
        assertThat(harbour.idsAfter(store.createHeadToken())).isEmpty();
        assertThat(harbour.idsAfter(store.createTokenAt(Instant.EPOCH))).hasSize(2);
        assertThat(harbour.idsAfter(store.createTokenSince(Duration.ofHours(1))))
                .containsExactly("event-of-ship-1");
    }

    private void readAhead(boolean really) {
        if (really) {
            store.prepare(List.of("ship"));
        }
    }

    private List<Long> loaded() {
        return store.readEvents("ship")
                .asStream()
                .map(read -> read.getSequenceNumber())
                .toList();
    }

    private void publish(List<? extends EventMessage<?>> events) {
        inWork(work -> store.publish(events));
    }

    private void inWork(Consumer<UnitOfWork<?>> task) {
        var work = DefaultUnitOfWork.startAndGet(null);
        work.attachTransaction(
                new SpringTransactionManager(new DataSourceTransactionManager(harbour.database.dataSource)));
        task.accept(work);
        work.commit();
    }
}
