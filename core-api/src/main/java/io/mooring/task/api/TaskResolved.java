package io.mooring.task.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A person has dealt with it, for the given reason; who it was, the event's actor says. */
@Revision("1")
public record TaskResolved(TaskId taskId, String reason, Instant resolvedAt) implements TaskEvent {}
