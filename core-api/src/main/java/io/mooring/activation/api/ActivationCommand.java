package io.mooring.activation.api;

/** What can be asked of an activation. The permits list is the table of contents. */
public sealed interface ActivationCommand
        permits StartActivation,
                SatisfyRequirement,
                PauseActivation,
                CancelActivation,
                EndActivation,
                SupersedeActivation,
                RemindActivation,
                ExpireActivation,
                ReopenActivation,
                PostponeActivation,
                Activate,
                CreateAndBindWorkspace {

    ActivationId activationId();
}
