package io.mooring.task.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A person is to look at something; it decides itself at {@code dueAt}, where it does. */
@Revision("1")
public record TaskOpened(
        TaskId taskId,
        TaskKind kind,
        TaskSubject subject,
        Instant openedAt,
        @Nullable Instant dueAt) implements TaskEvent {}
