package io.mooring.task.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The matter has settled itself; nobody needs to look any more. */
@Revision("1")
public record TaskSettled(TaskId taskId, Instant settledAt) implements TaskEvent {}
