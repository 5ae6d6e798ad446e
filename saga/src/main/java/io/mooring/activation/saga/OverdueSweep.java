package io.mooring.activation.saga;

import static org.axonframework.messaging.responsetypes.ResponseTypes.multipleInstancesOf;

import io.mooring.activation.api.ExpireActivation;
import io.mooring.activation.api.ListOverdueActivations;
import io.mooring.activation.api.OverdueActivationView;
import io.mooring.activation.api.RemindActivation;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.workspace.api.ForgottenBindingView;
import io.mooring.workspace.api.ListForgottenBindings;
import io.mooring.workspace.api.ReleaseWorkspace;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a lost timer or a lost saga forgot, and sends the command that it would have sent; a few at a time, none of them blocking the others. */
class OverdueSweep {

    static final int LIMIT = 200;

    private static final Logger LOG = LoggerFactory.getLogger(OverdueSweep.class);
    private static final Actor SWEEPER = Actor.system("activation-sweep");

    private final QueryGateway queries;
    private final Commands commands;
    private final Clock clock;
    private final Duration grace;

    OverdueSweep(QueryGateway queries, Commands commands, Clock clock, Duration grace) {
        this.queries = queries;
        this.commands = commands;
        this.clock = clock;
        this.grace = grace;
    }

    void run() {
        var before = clock.instant().minus(grace);
        queries.query(new ListOverdueActivations(before, LIMIT), multipleInstancesOf(OverdueActivationView.class))
                .join()
                .forEach(overdue -> send(
                        overdue.expired()
                                ? new ExpireActivation(overdue.activationId())
                                : new RemindActivation(overdue.activationId())));
        queries.query(new ListForgottenBindings(before, LIMIT), multipleInstancesOf(ForgottenBindingView.class))
                .join()
                .forEach(forgotten -> send(new ReleaseWorkspace(forgotten.workspaceId(), forgotten.activationId())));
    }

    private void send(Object command) {
        LOG.warn("Nobody sent {}", command);
        try {
            commands.send(command, SWEEPER);
        } catch (RuntimeException refused) {
            LOG.warn("{} was refused and will be tried again", command, refused);
        }
    }
}
