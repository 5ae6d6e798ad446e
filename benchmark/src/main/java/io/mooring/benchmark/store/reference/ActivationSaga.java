package io.mooring.benchmark.store.reference;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.mooring.benchmark.store.reference.ReferenceCommand.SatisfyRequirement;
import io.mooring.benchmark.store.reference.ReferenceCommand.StartActivation;
import io.mooring.benchmark.store.reference.ReferenceEvent.ActivationCompleted;
import io.mooring.benchmark.store.reference.ReferenceEvent.SubscriptionOpened;
import io.mooring.benchmark.store.reference.ReferenceEvent.WorkspaceBound;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/** Translates what happened into what is to be done next. */
@ProcessingGroup(ActivationSaga.GROUP)
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class ActivationSaga {

    public static final String GROUP = "reference-saga";

    private @Nullable String subscriptionId;
    private @Nullable String workspaceId;

    @StartSaga
    @SagaEventHandler(associationProperty = "activationId")
    void on(SubscriptionOpened event, CommandGateway commands) {
        subscriptionId = event.subscriptionId();
        commands.sendAndWait(new StartActivation(event.activationId(), subscriptionId));
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(WorkspaceBound event, CommandGateway commands) {
        workspaceId = event.workspaceId();
        commands.sendAndWait(new SatisfyRequirement(event.activationId(), workspaceId));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "activationId")
    void on(ActivationCompleted event) {
        workspaceId = event.workspaceId();
    }
}
