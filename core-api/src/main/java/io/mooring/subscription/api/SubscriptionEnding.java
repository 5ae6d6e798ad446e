package io.mooring.subscription.api;

import io.mooring.activation.api.ActivationId;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** AWS announced the end; usage may be metered until {@code finalMeteringUntil}. */
@Revision("1")
public record SubscriptionEnding(
        SubscriptionId subscriptionId, ActivationId activationId, Instant endingAt, Instant finalMeteringUntil)
        implements SubscriptionEvent {

    /** How long AWS takes usage after it announced the end: SaaS integration guide, "unsubscribe-pending". */
    public static final Duration FINAL_METERING = Duration.ofHours(1);
}
