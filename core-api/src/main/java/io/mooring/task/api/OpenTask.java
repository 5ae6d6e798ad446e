package io.mooring.task.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A person is to look at something.
 *
 * @param occurredAt since when; what was settled after that is not opened again
 * @param dueAt when it decides itself, where it does
 */
public record OpenTask(
        @TargetAggregateIdentifier TaskId taskId,
        TaskKind kind,
        TaskSubject subject,
        Instant occurredAt,
        @Nullable Instant dueAt)
        implements TaskCommand {

    public OpenTask(TaskKind kind, TaskSubject subject, Instant occurredAt, @Nullable Instant dueAt) {
        this(TaskId.of(kind, subject.key()), kind, subject, occurredAt, dueAt);
    }
}
