package io.mooring.task.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.ResolveTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskResolved;
import io.mooring.task.api.TaskRule;
import io.mooring.task.api.TaskSettled;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A matter for a person. The newest statement about it counts, so its beginning and its end may be learnt in either order. */
@Aggregate(lockFactory = "databaseDecides")
class Task {

    private @AggregateIdentifier TaskId taskId;
    private Instant openedAt = Instant.MIN;
    private Instant closedAt = Instant.MIN;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(OpenTask command) {
        var at = command.occurredAt();
        if (at.isAfter(openedAt) && at.isAfter(closedAt)) {
            apply(new TaskOpened(
                    command.taskId(), command.kind(), command.subject(), command.occurredAt(), command.dueAt()));
            return hearing(Heard.NEWS);
        }
        return hearing(isOpen() && at.equals(openedAt) ? Heard.TOLD_BEFORE : Heard.OLDER);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(SettleTask command) {
        var at = command.occurredAt();
        if (command.evenIfUnknown() ? at.isAfter(closedAt) : isOpen()) {
            apply(new TaskSettled(command.taskId(), command.evenIfUnknown() ? at : notBeforeItOpened(at)));
            return hearing(Heard.NEWS);
        }
        return hearing(isOpen() ? Heard.OLDER : Heard.TOLD_BEFORE);
    }

    private Hearing hearing(Heard heard) {
        var last = isOpen() ? openedAt : closedAt;
        return new Hearing(heard, isOpen() ? "open" : "closed", last.equals(Instant.MIN) ? null : last);
    }

    @CommandHandler
    void decide(ResolveTask command, Clock clock) {
        if (!isOpen()) {
            throw TaskRule.OPEN.violatedBy(command.taskId());
        }
        apply(new TaskResolved(taskId, command.reason(), notBeforeItOpened(clock.instant())));
    }

    private boolean isOpen() {
        return openedAt.isAfter(closedAt);
    }

    /** AWS's clock may be ahead of ours, and its messages late; what is open is closed all the same. */
    private Instant notBeforeItOpened(Instant at) {
        return at.isAfter(openedAt) ? at : openedAt;
    }

    @EventSourcingHandler
    void evolve(TaskOpened event) {
        taskId = event.taskId();
        openedAt = event.openedAt();
    }

    @EventSourcingHandler
    void evolve(TaskSettled event) {
        taskId = event.taskId();
        closedAt = event.settledAt();
    }

    @EventSourcingHandler
    void evolve(TaskResolved event) {
        closedAt = event.resolvedAt();
    }
}
