package io.mooring.task.api;

/** Asks how many tasks of one kind are open; answered by a {@link Long}. */
public record FindOpenTaskCount(TaskKind kind) {}
