package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks AWS for what was requested: with growing pauses until it answers, and a person after about a day. */
class ReadingTasks {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingTasks.class);
    private static final Duration AFTER_A_REPLAY = Duration.ofSeconds(30);
    private static final Duration AFTER_A_ROUND = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final double GROWTH = 1.5;

    /** Pauses that grow so from ten seconds come to a day. */
    static final int TRIES = 20;

    private final MarketplaceReadings readings;
    private final RequestedReadings requests;
    private final Commands commands;
    private final Pace pace;
    private final BooleanSupplier inReplay;

    /**
     * Of everything that can be requested.
     *
     * @param inReplay whether a view is being made anew: what AWS says would be compared with what was true once
     */
    ReadingTasks(
            MarketplaceReadings readings,
            RequestedReadings requests,
            Commands commands,
            Pace pace,
            BooleanSupplier inReplay) {
        this.readings = readings;
        this.requests = requests;
        this.commands = commands;
        this.pace = pace;
        this.inReplay = inReplay;
    }

    CustomTask<String> purchase() {
        return asking(
                RequestedReadings.PURCHASE,
                (id, cause) -> readings.read(new SubscriptionId(id), cause),
                id -> new TaskSubject(id, null, new SubscriptionId(id), null));
    }

    CustomTask<String> agreement() {
        return asking(RequestedReadings.AGREEMENT, readings::readAgreement, id -> new TaskSubject(id, id, null, null));
    }

    CustomTask<String> name() {
        return asking(
                RequestedReadings.NAME,
                (key, cause) -> readings.readName(PurchaseName.of(key), cause),
                key -> new TaskSubject(key, null, null, null));
    }

    RecurringTask<Void> all(Duration every) {
        return Tasks.recurring(RequestedReadings.ALL, FixedDelay.of(every)).execute((instance, context) -> {
            if (inReplay.getAsBoolean()) {
                LOG.info("All purchases are compared when no view is being made anew any more");
                requests.requestAnotherRound();
            } else {
                readAll();
            }
        });
    }

    /** What this node breaks off because it stops is another one's to do, or its own when it is back. */
    private void readAll() {
        try {
            readings.readAll();
        } finally {
            if (Thread.interrupted()) {
                requests.requestAnotherRound();
                Thread.currentThread().interrupt();
            }
        }
    }

    CustomTask<Void> allAgain() {
        return Tasks.custom(RequestedReadings.ALL_AGAIN).execute((instance, context) -> {
            if (inReplay.getAsBoolean()) {
                return later(AFTER_A_REPLAY);
            }
            return requests.beginsRound() ? new CompletionHandler.OnCompleteRemove<>() : later(AFTER_A_ROUND);
        });
    }

    private CustomTask<String> asking(
            TaskDescriptor<String> task,
            BiConsumer<String, ReadingCause> question,
            Function<String, TaskSubject> subject) {
        var pausing = new FailureHandler.ExponentialBackoffFailureHandler<String>(FIRST_PAUSE, GROWTH);
        return Tasks.custom(task)
                .onFailure((complete, operations) -> {
                    if (complete.getExecution().consecutiveFailures < TRIES) {
                        pausing.onFailure(complete, operations);
                    } else {
                        giveUp(complete, subject);
                        operations.remove();
                    }
                })
                .execute((instance, context) -> {
                    if (inReplay.getAsBoolean()) {
                        return later(AFTER_A_REPLAY);
                    }
                    pace.await();
                    question.accept(id(instance.getId()), cause(instance.getData()));
                    return new CompletionHandler.OnCompleteRemove<>();
                });
    }

    private static <T> CompletionHandler<T> later(Duration pause) {
        return (complete, operations) ->
                operations.reschedule(complete, complete.getTimeDone().plus(pause));
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
