package io.mooring.task.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The matter has settled itself at {@code occurredAt}.
 *
 * @param evenIfUnknown the newest of AWS's statements about it counts, and this one may come before the one that opens it; otherwise what is open is closed
 */
public record SettleTask(@TargetAggregateIdentifier TaskId taskId, Instant occurredAt, boolean evenIfUnknown)
        implements TaskCommand {

    public SettleTask(TaskKind kind, String key, Instant occurredAt) {
        this(TaskId.of(kind, key), occurredAt, false);
    }
}
