package io.mooring.activation.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The purchase begins only at {@code beginsAt}; until then nothing expires. */
public record PostponeActivation(@TargetAggregateIdentifier ActivationId activationId, Instant beginsAt)
        implements ActivationCommand {}
