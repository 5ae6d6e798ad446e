package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementCommand;
import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Purchase;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds a fact to an agreement, and has what follows from all that is known of it; within the caller's transaction. */
final class Consequences {

    /** An agreement hands on to its predecessor; further back everything was handed on before. */
    private static final int PREDECESSORS = 1;

    /**
     * What the fact was to the agreement; where it was news, what the newest of the statements that follow was to the subscription, if the same was known there.
     *
     * @param isToldTwice purchases that the other feed tells of too; of others every message is news
     */
    static Hearing have(AgreementCommand fact, Commands commands, Actor actor, Predicate<Purchase> isToldTwice) {
        return have(fact, commands, actor, isToldTwice, PREDECESSORS);
    }

    private static Hearing have(
            AgreementCommand fact, Commands commands, Actor actor, Predicate<Purchase> isToldTwice, int further) {
        var heard = commands.ask(fact, AgreementHearing.class, actor);
        var statement = of(heard.standing(), commands, actor, isToldTwice, further);
        return heard.hearing().isNews() && statement != null && statement.heard() == Heard.TOLD_BEFORE
                ? statement
                : heard.hearing();
    }

    /** What follows from where an agreement stands. */
    static void of(AgreementStanding standing, Commands commands, Actor actor) {
        of(standing, commands, actor, purchase -> false, PREDECESSORS);
    }

    private static @Nullable Hearing of(
            AgreementStanding standing, Commands commands, Actor actor, Predicate<Purchase> isToldTwice, int further) {
        var toldTwice = standing.purchase() != null && isToldTwice.test(standing.purchase());
        Hearing hearing = null;
        for (var due : standing.due()) {
            if (due instanceof AgreementCommand ofAnother) {
                if (further > 0) {
                    have(ofAnother, commands, actor, purchase -> false, further - 1);
                }
            } else if (toldTwice && isStatement(due)) {
                hearing = commands.ask(due, Hearing.class, actor);
            } else {
                commands.send(due, actor);
            }
        }
        return hearing;
    }

    private static boolean isStatement(Object due) {
        return due instanceof ConfirmSubscription
                || due instanceof BeginEndingSubscription
                || due instanceof EndSubscription;
    }

    private Consequences() {}
}
