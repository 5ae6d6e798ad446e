package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.marketplace.Inbox.Outcome;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a message that could be read asks for. */
sealed interface Interpretation {

    /** Nothing that this installation may do; the reason says why. */
    record Refused(String reason) implements Interpretation {}

    /**
     * What it asks for depends on what is known of AWS's names at this listing; to be found out within the transaction that records the message, which has the
     * listing's names to itself.
     */
    record InTurn(Listing listing, Supplier<Meant> meaning) implements Interpretation {}

    /**
     * Its effect, to be had within the transaction that records the message.
     *
     * @param action AWS's name for what it says
     * @param subscriptionId which it is about, where the message tells
     * @param awsAgreementId the same
     * @param name what it calls the purchase by, where it may have to wait until it is known whose name that is
     */
    record Meant(
            String action,
            @Nullable SubscriptionId subscriptionId,
            @Nullable String awsAgreementId,
            @Nullable PurchaseName name,
            Effect effect)
            implements Interpretation {

        Meant(String action, @Nullable SubscriptionId subscriptionId, @Nullable String awsAgreementId, Effect effect) {
            this(action, subscriptionId, awsAgreementId, null, effect);
        }

        /** The aggregates that its commands are for, as far as the message tells. */
        Stream<String> targets() {
            return Stream.concat(
                    Stream.ofNullable(subscriptionId).map(SubscriptionId::value),
                    Stream.ofNullable(awsAgreementId)
                            .map(id -> AgreementMeaning.idOf(id).value()));
        }
    }

    /**
     * What became of a message by its effect.
     *
     * @param reason in words, where it changed nothing, as it waits or because something newer is known
     */
    record Became(Outcome outcome, @Nullable String reason) {

        static final Became APPLIED = new Became(Outcome.APPLIED, null);
        static final Became RECORDED = new Became(Outcome.RECORDED, null);
        static final Became WAITING = new Became(Outcome.WAITING, "no purchase is known by its name");
        static final Became TOLD_BEFORE = new Became(Outcome.TOLD_BEFORE, null);

        /** By what its statement was to what it is about. */
        static Became of(Hearing hearing) {
            return switch (hearing.heard()) {
                case NEWS -> APPLIED;
                case TOLD_BEFORE -> TOLD_BEFORE;
                case OLDER, OF_ANOTHER_PURCHASE ->
                    new Became(
                            Outcome.STALE,
                            "what counts is: " + hearing.fact()
                                    + (hearing.saidAt() == null ? "" : ", said at " + hearing.saidAt()));
            };
        }
    }

    /** Sends commands. */
    @FunctionalInterface
    interface Effect {

        /** Nothing is to be done yet. */
        Effect NONE = (commands, actor) -> Became.RECORDED;

        /** What became of the message by that. */
        Became have(Commands commands, Actor actor);

        /** This one, and then another, which has no say in what became of the message. */
        default Effect and(Effect next) {
            return (commands, actor) -> {
                var became = have(commands, actor);
                next.have(commands, actor);
                return became;
            };
        }
    }
}
