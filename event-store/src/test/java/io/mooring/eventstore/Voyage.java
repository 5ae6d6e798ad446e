package io.mooring.eventstore;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.eventstore.VoyageEvent.Closed;
import io.mooring.eventstore.VoyageEvent.Reported;
import io.mooring.eventstore.VoyageEvent.Sailed;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An aggregate that does what it is told as often as it is told: a command that is repeated shows. */
final class Voyage {

    @AggregateIdentifier
    private String id = "";

    record Report(@TargetAggregateIdentifier String voyage) {}

    record Close(@TargetAggregateIdentifier String voyage, int heard) {}

    @CommandHandler
    void decide(Report command) {
        apply(new Reported(command.voyage()));
    }

    @CommandHandler
    void decide(Close command) {
        apply(new Closed(command.voyage(), command.heard()));
    }

    @EventSourcingHandler
    void evolve(Sailed event) {
        id = event.voyage();
    }

    String id() {
        return id;
    }
}
