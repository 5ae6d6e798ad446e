package io.mooring.activation.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;

/** Puts a row into {@code scheduled_tasks} or moves the one that is there, and makes sure that it was. */
public final class Appointment {

    /** Each time somebody else has taken away or written the row between two statements of the scheduler's. */
    private static final int TRIES = 5;

    /**
     * In the caller's transaction.
     *
     * @throws com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException while the row is being met
     * @throws IllegalStateException when it could not be made, so that the caller's transaction is begun again
     */
    public static <T> void make(SchedulerClient scheduler, SchedulableInstance<T> instance) {
        for (var tries = 0; tries < TRIES; tries++) {
            // False, without an exception, when the row was met and removed after it was found
            if (scheduler.schedule(instance, ScheduleOptions.WHEN_EXISTS_RESCHEDULE)) {
                return;
            }
        }
        throw new IllegalStateException(
                "Not to be scheduled: " + instance.getTaskInstance().getTaskAndInstance());
    }

    private Appointment() {}
}
