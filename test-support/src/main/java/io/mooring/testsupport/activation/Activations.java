package io.mooring.testsupport.activation;

import static io.mooring.activation.api.Requirement.BILLING_ACCOUNT;
import static io.mooring.activation.api.Requirement.BOUND_WORKSPACE;
import static io.mooring.activation.api.Requirement.CONFIRMED_SUBSCRIPTION;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.ActivationReminded;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationStarted;
import io.mooring.activation.api.Requirement;
import io.mooring.activation.api.RequirementSatisfied;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.testsupport.subscription.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The activation of {@link Subscriptions#ID}, started at the tests' beginning of time, and its history so far. */
public final class Activations {

    public static final ActivationId ID = Subscriptions.ACTIVATION;
    public static final SubscriptionId SUBSCRIPTION = Subscriptions.ID;
    public static final Duration REMIND_AFTER = Duration.ofDays(1);
    public static final Duration EXPIRE_AFTER = Duration.ofDays(30);
    public static final Instant REMIND_AT = NOW.plus(REMIND_AFTER);
    public static final Instant EXPIRES_AT = NOW.plus(EXPIRE_AFTER);

    public static ActivationStarted started() {
        return new ActivationStarted(ID, SUBSCRIPTION, List.of(Requirement.values()), NOW, REMIND_AT, EXPIRES_AT);
    }

    public static RequirementSatisfied satisfied(Requirement requirement) {
        return new RequirementSatisfied(ID, requirement, NOW);
    }

    public static List<ActivationEvent> justStarted() {
        return List.of(started());
    }

    /** Paid for and with somebody to pay; nothing to use yet. */
    public static List<ActivationEvent> waitingForWorkspace() {
        return then(justStarted(), satisfied(CONFIRMED_SUBSCRIPTION), satisfied(BILLING_ACCOUNT));
    }

    /** The buyer did everything; AWS has not said a word. */
    public static List<ActivationEvent> waitingForAws() {
        return then(justStarted(), satisfied(BILLING_ACCOUNT), satisfied(BOUND_WORKSPACE));
    }

    public static List<ActivationEvent> completed() {
        return then(waitingForWorkspace(), satisfied(BOUND_WORKSPACE), new ActivationCompleted(ID, SUBSCRIPTION, NOW));
    }

    public static List<ActivationEvent> paused(List<ActivationEvent> before) {
        return then(before, new ActivationPaused(ID, NOW));
    }

    public static List<ActivationEvent> resumed(List<ActivationEvent> before) {
        return then(before, new ActivationResumed(ID, NOW));
    }

    public static List<ActivationEvent> cancelled(List<ActivationEvent> before) {
        return then(before, new ActivationCancelled(ID, SUBSCRIPTION, NOW));
    }

    public static List<ActivationEvent> reminded(List<ActivationEvent> before) {
        return then(before, new ActivationReminded(ID, SUBSCRIPTION, REMIND_AT));
    }

    public static List<ActivationEvent> expired(List<ActivationEvent> before) {
        return then(before, new ActivationExpired(ID, SUBSCRIPTION, EXPIRES_AT));
    }

    public static List<ActivationEvent> reopened(List<ActivationEvent> before) {
        return then(
                before,
                new ActivationReopened(ID, EXPIRES_AT, EXPIRES_AT.plus(REMIND_AFTER), EXPIRES_AT.plus(EXPIRE_AFTER)));
    }

    public static List<ActivationEvent> ended(List<ActivationEvent> before) {
        return then(before, new ActivationEnded(ID, SUBSCRIPTION, NOW));
    }

    private static List<ActivationEvent> then(List<ActivationEvent> before, ActivationEvent... next) {
        return Stream.concat(before.stream(), Stream.of(next)).toList();
    }

    private Activations() {}
}
