package io.mooring.task.api;

/** Asks for at most {@code limit} open tasks, the oldest first; answered by {@link TaskView}s. */
public record ListOpenTasks(int limit) {}
