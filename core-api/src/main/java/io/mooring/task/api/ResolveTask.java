package io.mooring.task.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A person has dealt with it; {@code reason} says how. */
public record ResolveTask(@TargetAggregateIdentifier TaskId taskId, String reason) implements TaskCommand {}
