package io.mooring.task.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An open task as whoever runs Mooring sees it. */
public record TaskView(
        TaskId taskId,
        TaskKind kind,
        TaskSubject subject,
        Instant openedAt,
        @Nullable Instant dueAt,
        String advice) {}
