package io.mooring.task.api;

/** What can be asked of a task. The permits list is the table of contents. */
public sealed interface TaskCommand permits OpenTask, SettleTask, ResolveTask {

    TaskId taskId();
}
