package io.mooring.activation.saga;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deadlines as rows of {@code scheduled_tasks}, one of each kind per activation. */
class SchedulerDeadlines implements ActivationDeadlines {

    private static final Logger LOG = LoggerFactory.getLogger(SchedulerDeadlines.class);

    private final Appointments appointments;

    SchedulerDeadlines(Appointments appointments) {
        this.appointments = appointments;
    }

    @Override
    public void arm(ActivationId activationId, Instant remindAt, Instant expiresAt) {
        arm(DeadlineTasks.REMINDER, activationId, remindAt);
        arm(DeadlineTasks.EXPIRY, activationId, expiresAt);
    }

    private void arm(TaskDescriptor<Void> task, ActivationId activationId, Instant at) {
        if (!appointments.make(task, activationId.value(), null, at)) {
            // Waiting for it would hold up every other activation; the sweeper keeps the new deadline instead.
            LOG.info("{} of {} is being met and was not armed again", task.getTaskName(), activationId);
        }
    }

    @Override
    public void cancel(ActivationId activationId) {
        appointments.cancel(activationId.value(), List.of(DeadlineTasks.REMINDER, DeadlineTasks.EXPIRY));
    }
}
