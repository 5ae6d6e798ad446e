package io.mooring.web.engine;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.audit.api.History;
import io.mooring.eventstore.PostgresEventStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sends commands through Axon with their actor, and again when two of them met on one aggregate or in one deadlock. */
@Component
class GatewayCommands implements Commands {

    private static final RetryPolicy ON_COLLISION = RetryPolicy.builder()
            .includes(
                    ConcurrencyException.class,
                    AggregateStreamCreationException.class,
                    TransientDataAccessException.class)
            .maxRetries(5)
            .delay(Duration.ofMillis(10))
            .multiplier(2)
            .jitter(Duration.ofMillis(10))
            .maxDelay(Duration.ofMillis(200))
            .build();

    private final CommandGateway gateway;
    private final PostgresEventStore store;
    private final RetryTemplate retry = new RetryTemplate(ON_COLLISION);

    GatewayCommands(CommandGateway gateway, PostgresEventStore store) {
        this.gateway = gateway;
        this.store = store;
    }

    @Override
    public void send(Object command, Actor actor) {
        answerOf(command, actor);
    }

    @Override
    public <R> R ask(Object command, Class<R> answer, Actor actor) {
        return Objects.requireNonNull(answer.cast(answerOf(command, actor)), "no answer to " + command);
    }

    /** The unit's own message is nobody's cause: each command is the beginning of what follows from it. */
    @Override
    public <R> R readingAhead(Collection<String> targets, Supplier<R> work) {
        if (CurrentUnitOfWork.isStarted()) {
            store.prepare(targets);
            return work.get();
        }
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(targets));
        var result = unit.executeWithResult(() -> {
            store.prepare(targets);
            return work.get();
        });
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(result.exceptionResult());
        }
        return result.getPayload();
    }

    private @Nullable Object answerOf(Object command, Actor actor) {
        var metaData = MetaData.from(Map.of(History.ACTOR, actor.toString()));
        // Inside somebody else's transaction a collision has doomed all of it: only its owner can begin again
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? sendOnce(command, metaData)
                : sendAgainOnCollision(command, metaData);
    }

    private @Nullable Object sendOnce(Object command, MetaData metaData) {
        return gateway.sendAndWait(new GenericCommandMessage<>(command, metaData));
    }

    private @Nullable Object sendAgainOnCollision(Object command, MetaData metaData) {
        try {
            return retry.<@Nullable Object>execute(() -> sendOnce(command, metaData));
        } catch (RetryException exhausted) {
            throw exhausted.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(exhausted);
        }
    }
}
