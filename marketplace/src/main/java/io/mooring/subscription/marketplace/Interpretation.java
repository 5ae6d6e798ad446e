package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.SubscriptionId;
import org.jspecify.annotations.Nullable;

/** What a message that could be read asks for. */
sealed interface Interpretation {

    /** Nothing that this installation may do; the reason says why. */
    record Refused(String reason) implements Interpretation {}

    /**
     * Its effect, to be had within the transaction that records the message.
     *
     * @param action AWS's name for what it says
     * @param subscriptionId which it is about, where the message tells
     * @param awsAgreementId the same
     */
    record Meant(
            String action,
            @Nullable SubscriptionId subscriptionId,
            @Nullable String awsAgreementId,
            Effect effect) implements Interpretation {}

    /** Sends commands. */
    @FunctionalInterface
    interface Effect {

        /** Nothing is to be done yet. */
        Effect NONE = (commands, actor) -> {};

        void have(Commands commands, Actor actor);

        /** This one, and then another. */
        default Effect and(Effect next) {
            return (commands, actor) -> {
                have(commands, actor);
                next.have(commands, actor);
            };
        }
    }
}
