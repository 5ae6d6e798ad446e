package io.mooring.task.api;

/** Everything that can happen to a task. The permits list is the table of contents. */
public sealed interface TaskEvent permits TaskOpened, TaskSettled, TaskResolved {

    TaskId taskId();
}
