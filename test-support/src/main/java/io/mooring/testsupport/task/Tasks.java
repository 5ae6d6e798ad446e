package io.mooring.testsupport.task;

import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskResolved;
import io.mooring.task.api.TaskSettled;
import io.mooring.task.api.TaskSubject;
import io.mooring.testsupport.time.SettableClock;
import java.time.Instant;

/** One matter for a person, and its history so far. */
public final class Tasks {

    public static final TaskKind KIND = TaskKind.ADVISORY;
    public static final TaskSubject SUBJECT = new TaskSubject("agmt-aaa1", "agmt-aaa1", null, "FRAUD");
    public static final TaskId ID = TaskId.of(KIND, SUBJECT.key());
    public static final Instant OPENED_AT = SettableClock.NOW.minusSeconds(600);

    public static TaskOpened opened() {
        return new TaskOpened(ID, KIND, SUBJECT, OPENED_AT, null);
    }

    public static TaskSettled settled(Instant at) {
        return new TaskSettled(ID, at);
    }

    public static TaskResolved resolved(Instant at) {
        return new TaskResolved(ID, "talked to the buyer", at);
    }

    private Tasks() {}
}
