package io.mooring.activation.api;

/** Everything that can happen to an activation. The permits list is the table of contents. */
public sealed interface ActivationEvent
        permits ActivationStarted,
                RequirementSatisfied,
                ActivationCompleted,
                ActivationPaused,
                ActivationResumed,
                ActivationCancelled,
                ActivationReminded,
                ActivationExpired,
                ActivationReopened,
                ActivationPostponed,
                ActivationEnded,
                ActivationSuperseded {

    ActivationId activationId();
}
