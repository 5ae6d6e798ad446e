package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementCommand;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Purchase;
import java.util.function.Predicate;

/** Adds a fact to an agreement, and has what follows from all that is known of it; within the caller's transaction. */
final class Consequences {

    /** An agreement hands on to its predecessor; further back everything was handed on before. */
    private static final int PREDECESSORS = 1;

    /**
     * What the newest of the statements that follow was to the subscription.
     *
     * @param isToldTwice purchases that the other feed tells of too; of others every message is news
     */
    static Heard have(AgreementCommand fact, Commands commands, Actor actor, Predicate<Purchase> isToldTwice) {
        return have(fact, commands, actor, isToldTwice, PREDECESSORS);
    }

    private static Heard have(
            AgreementCommand fact, Commands commands, Actor actor, Predicate<Purchase> isToldTwice, int further) {
        return of(commands.ask(fact, AgreementStanding.class, actor), commands, actor, isToldTwice, further);
    }

    /** What follows from where an agreement stands. */
    static void of(AgreementStanding standing, Commands commands, Actor actor) {
        of(standing, commands, actor, purchase -> false, PREDECESSORS);
    }

    private static Heard of(
            AgreementStanding standing, Commands commands, Actor actor, Predicate<Purchase> isToldTwice, int further) {
        var toldTwice = standing.purchase() != null && isToldTwice.test(standing.purchase());
        var heard = Heard.NEWS;
        for (var due : standing.due()) {
            if (due instanceof AgreementCommand ofAnother) {
                if (further > 0) {
                    have(ofAnother, commands, actor, purchase -> false, further - 1);
                }
            } else if (toldTwice && isStatement(due)) {
                heard = commands.ask(due, Heard.class, actor);
            } else {
                commands.send(due, actor);
            }
        }
        return heard;
    }

    private static boolean isStatement(Object due) {
        return due instanceof ConfirmSubscription
                || due instanceof BeginEndingSubscription
                || due instanceof EndSubscription;
    }

    private Consequences() {}
}
