package io.mooring.entitlement.api;

import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What a purchase entitles to is something else than before, dimension by dimension. */
@Revision("1")
public record EntitlementsChanged(
        EntitlementsId entitlementsId,
        SubscriptionId subscriptionId,
        List<EntitlementChange> changes,
        ReadingCause cause,
        Instant readAt)
        implements EntitlementEvent {

    public EntitlementsChanged {
        changes = List.copyOf(changes);
    }
}
