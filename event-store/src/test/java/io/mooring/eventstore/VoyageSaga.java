package io.mooring.eventstore;

import io.mooring.eventstore.Voyage.Close;
import io.mooring.eventstore.Voyage.Report;
import io.mooring.eventstore.VoyageEvent.Closed;
import io.mooring.eventstore.VoyageEvent.Reported;
import io.mooring.eventstore.VoyageEvent.Sailed;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** Has every voyage that sailed report, and every one that reported closed; counts in its state what it hears. */
public final class VoyageSaga {

    private int heard;

    public int getHeard() {
        return heard;
    }

    void setHeard(int heard) {
        this.heard = heard;
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "voyage")
    void on(Sailed event, CommandGateway commands) {
        heard++;
        commands.<Object>sendAndWait(new Report(event.voyage()));
    }

    @SagaEventHandler(associationProperty = "voyage")
    void on(Reported event, CommandGateway commands) {
        heard++;
        commands.<Object>sendAndWait(new Close(event.voyage(), heard));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "voyage")
    void on(Closed event) {
        heard++;
    }
}
