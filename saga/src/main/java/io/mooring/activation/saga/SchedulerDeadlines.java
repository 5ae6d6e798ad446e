package io.mooring.activation.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deadlines as rows of {@code scheduled_tasks}, one of each kind per activation. */
class SchedulerDeadlines implements ActivationDeadlines {

    private static final Logger LOG = LoggerFactory.getLogger(SchedulerDeadlines.class);

    private final SchedulerClient scheduler;

    SchedulerDeadlines(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void arm(ActivationId activationId, Instant remindAt, Instant expiresAt) {
        arm(DeadlineTasks.REMINDER, activationId, remindAt);
        arm(DeadlineTasks.EXPIRY, activationId, expiresAt);
    }

    private void arm(TaskDescriptor<Void> task, ActivationId activationId, Instant at) {
        try {
            Appointment.make(scheduler, task.instance(activationId.value()).scheduledTo(at));
        } catch (TaskInstanceCurrentlyExecutingException meetingTheOldOne) {
            // Waiting for it would hold up every other activation; the sweeper keeps the new deadline instead.
            LOG.info("{} of {} is being met and was not armed again", task.getTaskName(), activationId);
        }
    }

    @Override
    public void cancel(ActivationId activationId) {
        cancel(DeadlineTasks.REMINDER, activationId);
        cancel(DeadlineTasks.EXPIRY, activationId);
    }

    private void cancel(TaskDescriptor<Void> task, ActivationId activationId) {
        try {
            scheduler.cancel(task.instance(activationId.value()).build());
        } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException over) {
            LOG.debug("{} of {} was met before it could be cancelled", task.getTaskName(), activationId);
        }
    }
}
