package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks AWS for what was requested: with growing pauses until it answers, and a person after about a day. */
class ReadingTasks {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final double GROWTH = 1.5;

    /** Pauses that grow so from ten seconds come to a day. */
    static final int TRIES = 20;

    private final MarketplaceReadings readings;
    private final Commands commands;
    private final Pace pace;

    ReadingTasks(MarketplaceReadings readings, Commands commands, Pace pace) {
        this.readings = readings;
        this.commands = commands;
        this.pace = pace;
    }

    OneTimeTask<String> purchase() {
        return asking(
                RequestedReadings.PURCHASE,
                (id, cause) -> readings.read(new SubscriptionId(id), cause),
                id -> new TaskSubject(id, null, new SubscriptionId(id), null));
    }

    OneTimeTask<String> agreement() {
        return asking(RequestedReadings.AGREEMENT, readings::readAgreement, id -> new TaskSubject(id, id, null, null));
    }

    OneTimeTask<String> name() {
        return asking(
                RequestedReadings.NAME,
                (key, cause) -> readings.readName(PurchaseName.of(key), cause),
                key -> new TaskSubject(key, null, null, null));
    }

    RecurringTask<Void> all(Duration every) {
        return Tasks.recurring(RequestedReadings.ALL, FixedDelay.of(every))
                .execute((instance, context) -> readings.readAll());
    }

    private OneTimeTask<String> asking(
            TaskDescriptor<String> task,
            BiConsumer<String, ReadingCause> question,
            Function<String, TaskSubject> subject) {
        var pausing = new FailureHandler.ExponentialBackoffFailureHandler<String>(FIRST_PAUSE, GROWTH);
        return Tasks.oneTime(task)
                .onFailure((complete, operations) -> {
                    if (complete.getExecution().consecutiveFailures < TRIES) {
                        pausing.onFailure(complete, operations);
                    } else {
                        giveUp(complete, subject);
                        operations.remove();
                    }
                })
                .execute((instance, context) -> {
                    pace.await();
                    question.accept(id(instance.getId()), cause(instance.getData()));
                });
    }

    private void giveUp(ExecutionComplete complete, Function<String, TaskSubject> subject) {
        var id = id(complete.getExecution().taskInstance.getId());
        commands.send(
                new OpenTask(TaskKind.AWS_SILENT, subject.apply(id), complete.getTimeDone(), null),
                Actor.system("aws-reading"));
    }

    private static String id(String instance) {
        var end = instance.indexOf(RequestedReadings.AGAIN);
        return end < 0 ? instance : instance.substring(0, end);
    }

    private static ReadingCause cause(@Nullable String data) {
        return data == null ? ReadingCause.MESSAGE : ReadingCause.valueOf(data);
    }
}
