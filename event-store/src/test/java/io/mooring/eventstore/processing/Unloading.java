package io.mooring.eventstore.processing;

import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import io.mooring.eventstore.processing.PortEvent.ShipLeft;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** Has every ship unloaded that arrives, and is done when it has left. */
public class Unloading {

    public record UnloadShip(String ship, int load) {}

    public int load;

    @StartSaga
    @SagaEventHandler(associationProperty = "ship")
    public void on(ShipArrived event, CommandGateway commands) {
        load = event.load();
        commands.sendAndWait(new UnloadShip(event.ship(), event.load()));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "ship")
    public void on(ShipLeft event) {
        load = 0;
    }
}
