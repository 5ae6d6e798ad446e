package io.mooring.activation.saga;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.mooring.activation.api.ActivationCommand;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ExpireActivation;
import io.mooring.activation.api.RemindActivation;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import java.time.Duration;
import java.util.function.Function;

/** What is done when a deadline comes: one command of the system, the same however often it is sent. */
final class DeadlineTasks {

    static final TaskDescriptor<Void> REMINDER = TaskDescriptor.of("activation-reminder");
    static final TaskDescriptor<Void> EXPIRY = TaskDescriptor.of("activation-expiry");
    static final TaskDescriptor<Void> SWEEP = TaskDescriptor.of("activation-sweep");

    private static final Duration RETRY = Duration.ofSeconds(30);

    static OneTimeTask<Void> reminder(Commands commands) {
        return deadline(REMINDER, commands, RemindActivation::new);
    }

    static OneTimeTask<Void> expiry(Commands commands) {
        return deadline(EXPIRY, commands, ExpireActivation::new);
    }

    static RecurringTask<Void> sweep(OverdueSweep sweep, Duration every) {
        return Tasks.recurring(SWEEP, FixedDelay.of(every)).execute((instance, context) -> sweep.run());
    }

    private static OneTimeTask<Void> deadline(
            TaskDescriptor<Void> task, Commands commands, Function<ActivationId, ActivationCommand> command) {
        return Tasks.oneTime(task)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> commands.send(
                        command.apply(new ActivationId(instance.getId())), Actor.system(task.getTaskName())));
    }

    private DeadlineTasks() {}
}
