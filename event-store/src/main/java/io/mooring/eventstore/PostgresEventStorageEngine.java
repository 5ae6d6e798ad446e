package io.mooring.eventstore;

import static org.axonframework.common.ObjectUtils.getOrDefault;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Events in one PostgreSQL table, in an order that nobody can be overtaken in. An append publishes a lower bound of its numbers by a shared lock before
 * it draws them; readers go up to the lowest bound that is still held, the <em>horizon</em>, and not beyond. So a reader that goes by number misses
 * nothing, whatever clocks, lags and crashes do, and appends do not wait for each other. Numbers of rolled-back transactions stay unused.
 */
public final class PostgresEventStorageEngine extends AbstractEventStorageEngine {

    /** Upper 16 bits of the advisory locks that publish bounds; {@code event_horizon()} looks for them. */
    private static final long MARK = 0x6d72L << 48;

    /** The bound first: in this order the server executes the two statements of the one message. */
    private static final String APPEND = "select pg_advisory_xact_lock_shared(" + MARK + " + event_head());"
            + " insert into domain_event (" + AppendDocument.COLUMNS + ") " + AppendDocument.ROWS;

    private static final String APPEND_AND_COMMIT = APPEND + "; commit";

    private static final int FIRST_BATCH = 100;
    private static final int LARGEST_BATCH = 2000;

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final EventRows rows;
    private final AppendDocument document;

    private PostgresEventStorageEngine(Builder builder, DataSource dataSource, AppendDocument document) {
        super(builder);
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.rows = new EventRows(jdbc);
        this.document = document;
    }

    /**
     * An engine on the tables of this module's migrations. Calls join the transaction that Spring has bound to the data source; in {@link
     * AppendingTransactions} events are sent with the commit, in those of other managers at once.
     *
     * @param correlationKey name of the metadata entry that is also kept in a column of its own, as is {@code causationKey}
     */
    public static PostgresEventStorageEngine on(
            DataSource dataSource, Serializer serializer, String correlationKey, String causationKey) {
        return on(dataSource, serializer, correlationKey, causationKey, NoOpEventUpcaster.INSTANCE);
    }

    /** The same with a chain that brings stored events of earlier revisions up to today's. */
    public static PostgresEventStorageEngine on(
            DataSource dataSource,
            Serializer serializer,
            String correlationKey,
            String causationKey,
            EventUpcaster upcasters) {
        var builder = new Builder();
        builder.eventSerializer(serializer);
        builder.snapshotSerializer(serializer);
        builder.upcasterChain(upcasters);
        builder.persistenceExceptionResolver(Collisions::isOne);
        return new PostgresEventStorageEngine(
                builder, dataSource, new AppendDocument(serializer, correlationKey, causationKey));
    }

    private static final class Builder extends AbstractEventStorageEngine.Builder {}

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Events are appended inside a transaction only: what they publish to readers lasts as long as it does");
        }
        var written = document.of(events);
        var pending = PendingAppend.in(dataSource);
        if (pending == null) {
            send(events, written, false);
        } else {
            pending.add(events, written, this);
        }
    }

    /** Has the server append the events, and commit the transaction if so wished, by one message. */
    void send(List<? extends EventMessage<?>> events, String written, boolean andCommit) {
        try {
            jdbc.execute(
                    andCommit ? APPEND_AND_COMMIT : APPEND,
                    (org.springframework.jdbc.core.PreparedStatementCallback<Boolean>) statement -> {
                        statement.setString(1, written);
                        return statement.execute();
                    });
        } catch (RuntimeException e) {
            if (Collisions.isOne(e)) {
                handlePersistenceException(e, Collisions.eventOf(e, events));
            }
            throw e; // as it is: callers tell a deadlock or a database that is away by its type
        }
    }

    /** Who reads an aggregate within a transaction finds there what it has appended. */
    private EventRows afterAppends() {
        var pending = PendingAppend.in(dataSource);
        if (pending != null) {
            pending.send();
        }
        return rows;
    }

    /**
     * How far history can be read, and how far numbers were drawn.
     *
     * @param horizon as {@link #horizon()}
     * @param head as {@link #head()}; above the horizon while a transaction is in flight
     */
    public record Limits(long horizon, long head) {}

    /** Both limits by one query. */
    public Limits limits() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select event_horizon(), event_head()", (row, n) -> new Limits(row.getLong(1), row.getLong(2))));
    }

    /** The position below or at which nothing can change any more. Whatever is read in a later statement is complete up to it. */
    public long horizon() {
        return position("select event_horizon()");
    }

    /** The number of the last event that can be read; 0 if there is none. */
    public long lastReadable() {
        return position("select max(global_index) from domain_event where global_index <= ?", horizon());
    }

    /** The last position that was drawn, be it committed, in flight or rolled back. */
    public long head() {
        return position("select event_head()");
    }

    /**
     * Events in order.
     *
     * @param upTo number of the last stored event among them, which an upcaster may have dropped. Never a bare horizon: numbers that were drawn and rolled
     *     back before the server crashed may be drawn again after it, and a position kept in memory must not be beyond them
     */
    public record Range(List<TrackedEventMessage<?>> events, long upTo) {}

    /**
     * The events after one position up to another, in order; the latter at most {@link #horizon()}, or something may be missing.
     *
     * @param limit at most so many stored events, before upcasting
     */
    public Range range(long after, long upTo, int limit) {
        var stored = rows.between(after, upTo, limit);
        return new Range(
                messages(stored.stream()),
                stored.isEmpty() ? after : TrackingTokens.after(stored.getLast().trackingToken()));
    }

    /** The events of a {@link #range}. */
    public List<TrackedEventMessage<?>> readRange(long after, long upTo, int limit) {
        return range(after, upTo, limit).events();
    }

    /** Everything after one position up to another, in bulk; see {@link HistoryScan}. Holds a connection of its own until it is closed. */
    public HistoryScan scan(long after, long upTo) {
        return new HistoryScan(dataSource, this::messages, after, upTo);
    }

    /** What is stored of several aggregates, each in its order, by one query; the ids of aggregates that have no events are absent. */
    public Map<String, StoredStream> readStreams(Collection<String> aggregateIds) {
        return afterAppends().ofAggregates(aggregateIds).stream()
                .collect(Collectors.groupingBy(
                        DomainEventData::getAggregateIdentifier,
                        Collectors.collectingAndThen(Collectors.toList(), this::upcast)));
    }

    private StoredStream upcast(List<? extends DomainEventData<?>> stored) {
        return new StoredStream(
                EventStreamUtils.upcastAndDeserializeDomainEvents(stored.stream(), getEventSerializer(), upcasterChain)
                        .asStream()
                        .<DomainEventMessage<?>>map(event -> event)
                        .toList(),
                stored.getLast().getSequenceNumber());
    }

    private List<TrackedEventMessage<?>> messages(Stream<? extends TrackedEventData<?>> stored) {
        return EventUtils.upcastAndDeserializeTrackedEvents(stored, getEventSerializer(), upcasterChain)
                .toList();
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        return KeysetBatches.endless(FIRST_BATCH, LARGEST_BATCH, new BelowHorizon(TrackingTokens.after(token)));
    }

    /** Pages of a tracking reader; a horizon serves until everything below it is read. */
    private final class BelowHorizon implements KeysetBatches.Page<TrackedEventData<?>> {

        private final long start;
        private long horizon;

        BelowHorizon(long start) {
            this.start = start;
            this.horizon = start;
        }

        @Override
        public List<TrackedEventData<?>> after(@Nullable TrackedEventData<?> last, int limit) {
            var position = last == null ? start : TrackingTokens.after(last.trackingToken());
            var page = position < horizon ? rows.between(position, horizon, limit) : List.<TrackedEventData<?>>of();
            if (page.isEmpty()) {
                horizon = horizon();
                page = position < horizon ? rows.between(position, horizon, limit) : page;
            }
            return page;
        }
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String aggregateId, long first) {
        return KeysetBatches.<DomainEventData<?>>stream(
                FIRST_BATCH,
                LARGEST_BATCH,
                (last, limit) -> afterAppends()
                        .ofAggregate(aggregateId, last == null ? first : last.getSequenceNumber() + 1, limit));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(-1);
    }

    /** Before everything that is still in flight. */
    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(lastReadable());
    }

    /** Before the first event that happened then or later; clocks differ, so some that follow may be earlier. */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        var upTo = lastReadable();
        return new GlobalSequenceTrackingToken(position(
                "select least(?, (select min(global_index) - 1 from domain_event where occurred_at >= ?))",
                upTo,
                // As the events' own times are kept; what happened at that very time is not to be skipped
                OffsetDateTime.ofInstant(dateTime.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC)));
    }

    private long position(String sql, Object... arguments) {
        return getOrDefault(jdbc.queryForObject(sql, Long.class, arguments), 0L);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        return afterAppends().lastSequenceNumber(aggregateId);
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        throw new UnsupportedOperationException("Aggregates are short here; there are no snapshots");
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateId) {
        return Stream.empty();
    }
}
