package io.mooring.benchmark.store.reference;

import io.mooring.benchmark.store.reference.ReferenceEvent.ActivationCompleted;
import io.mooring.benchmark.store.reference.ReferenceEvent.ActivationStarted;
import io.mooring.benchmark.store.reference.ReferenceEvent.RequirementSatisfied;
import io.mooring.benchmark.store.reference.ReferenceEvent.SubscriptionConfirmed;
import io.mooring.benchmark.store.reference.ReferenceEvent.SubscriptionOpened;
import io.mooring.benchmark.store.reference.ReferenceEvent.WorkspaceBound;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One row per activation. What a batch says about an activation is folded in memory and written by one statement before the batch commits, for every
 * wiring alike; whoever waits for an activation's end is told after that commit.
 */
public final class ActivationView {

    public static final String GROUP = "reference-view";

    public static final String TABLE = """
            create table activation_view (
              activation_id text primary key,
              status        text,
              workspace_id  text,
              started_at    timestamptz,
              completed_at  timestamptz
            ) with (fillfactor = 70)
            """;

    private static final String WRITE = """
            insert into activation_view as v (activation_id, status, workspace_id, started_at, completed_at)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
            on conflict (activation_id) do update set
              status = case when v.completed_at is null then coalesce(excluded.status, v.status) else v.status end,
              workspace_id = coalesce(excluded.workspace_id, v.workspace_id),
              started_at = coalesce(excluded.started_at, v.started_at),
              completed_at = coalesce(excluded.completed_at, v.completed_at)
            """;

    private static final String FOLD = ActivationView.class.getName() + "/fold";

    private final JdbcTemplate jdbc;
    private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private final LongAdder committed = new LongAdder();

    public ActivationView(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    private static final class Row {
        private @Nullable String status;
        private @Nullable String workspaceId;
        private @Nullable OffsetDateTime startedAt;
        private @Nullable OffsetDateTime completedAt;
    }

    private static final class Fold {
        // In one order for all: two segments that write the same rows would otherwise wait for each other for ever
        private final Map<String, Row> rows = new TreeMap<>();
        private int events;
    }

    /** Done when the view shows that the activation is complete. To be asked for before the first command is sent. */
    public CompletableFuture<Void> completionOf(String activationId) {
        return awaited.computeIfAbsent(activationId, id -> new CompletableFuture<>());
    }

    /** How many events are in the view and committed. */
    public long committed() {
        return committed.sum();
    }

    @EventHandler
    void on(SubscriptionOpened event) {
        row(event).status = "OPENED";
    }

    @EventHandler
    void on(SubscriptionConfirmed event) {
        row(event).status = "CONFIRMED";
    }

    @EventHandler
    void on(ActivationStarted event, @Timestamp Instant at) {
        var row = row(event);
        row.status = "STARTED";
        row.startedAt = at.atOffset(ZoneOffset.UTC);
    }

    @EventHandler
    void on(WorkspaceBound event) {
        row(event).workspaceId = event.workspaceId();
    }

    @EventHandler
    void on(RequirementSatisfied event) {
        row(event).status = "SATISFIED";
    }

    @EventHandler
    void on(ActivationCompleted event, @Timestamp Instant at) {
        var row = row(event);
        row.status = "COMPLETED";
        row.completedAt = at.atOffset(ZoneOffset.UTC);
    }

    private Row row(ReferenceEvent event) {
        var work = CurrentUnitOfWork.get().root();
        var fold = work.getOrComputeResource(FOLD, key -> begin(work));
        fold.events++;
        return fold.rows.computeIfAbsent(event.activationId(), id -> new Row());
    }

    private Fold begin(UnitOfWork<?> work) {
        var fold = new Fold();
        work.onPrepareCommit(unit -> write(fold));
        work.afterCommit(unit -> tell(fold));
        return fold;
    }

    private void write(Fold fold) {
        var rows = fold.rows.values();
        jdbc.update(WRITE, (PreparedStatement statement) -> {
            var connection = statement.getConnection();
            statement.setArray(
                    1, connection.createArrayOf("text", fold.rows.keySet().toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", rows.stream().map(row -> row.status).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", rows.stream().map(row -> row.workspaceId).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "timestamptz",
                            rows.stream().map(row -> row.startedAt).toArray()));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "timestamptz",
                            rows.stream().map(row -> row.completedAt).toArray()));
        });
    }

    private void tell(Fold fold) {
        committed.add(fold.events);
        fold.rows.forEach((id, row) -> {
            if (row.completedAt != null) {
                var waiting = awaited.remove(id);
                if (waiting != null) {
                    waiting.complete(null);
                }
            }
        });
    }
}
