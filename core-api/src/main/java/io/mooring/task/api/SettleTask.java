package io.mooring.task.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The matter has settled itself at {@code occurredAt}.
 *
 * @param evenIfUnknown said before it was opened, it keeps what is older from being opened
 */
public record SettleTask(@TargetAggregateIdentifier TaskId taskId, Instant occurredAt, boolean evenIfUnknown)
        implements TaskCommand {

    public SettleTask(TaskKind kind, String key, Instant occurredAt) {
        this(TaskId.of(kind, key), occurredAt, false);
    }
}
