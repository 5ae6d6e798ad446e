package io.mooring.task.api;

import java.util.List;

/** What is open for a person; may lag behind what was recorded by a moment. */
public interface KnownTasks {

    /** The open tasks of one kind about an agreement, by AWS's id of it; the oldest first. */
    List<TaskView> ofAgreement(TaskKind kind, String awsAgreementId);
}
