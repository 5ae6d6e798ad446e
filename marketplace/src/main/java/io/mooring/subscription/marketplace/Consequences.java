package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementCommand;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;

/** Adds a fact to an agreement, and has what follows from all that is known of it; within the caller's transaction. */
final class Consequences {

    /** An agreement hands on to its predecessor; further back everything was handed on before. */
    private static final int PREDECESSORS = 1;

    static void have(AgreementCommand fact, Commands commands, Actor actor) {
        have(fact, commands, actor, PREDECESSORS);
    }

    private static void have(AgreementCommand fact, Commands commands, Actor actor, int further) {
        of(commands.ask(fact, AgreementStanding.class, actor), commands, actor, further);
    }

    /** What follows from where an agreement stands. */
    static void of(AgreementStanding standing, Commands commands, Actor actor) {
        of(standing, commands, actor, PREDECESSORS);
    }

    private static void of(AgreementStanding standing, Commands commands, Actor actor, int further) {
        for (var due : standing.due()) {
            if (!(due instanceof AgreementCommand ofAnother)) {
                commands.send(due, actor);
            } else if (further > 0) {
                have(ofAnother, commands, actor, further - 1);
            }
        }
    }

    private Consequences() {}
}
