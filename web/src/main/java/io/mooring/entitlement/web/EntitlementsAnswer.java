package io.mooring.entitlement.web;

import io.mooring.entitlement.api.CurrentEntitlements;
import io.mooring.entitlement.api.CurrentEntitlements.Closed;
import io.mooring.entitlement.api.CurrentEntitlements.Open;
import io.mooring.entitlement.api.CurrentEntitlements.Reason;
import io.mooring.entitlement.api.Entitlement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase entitles to at this moment, or why to nothing, as JSON.
 *
 * @param reason why it is closed
 * @param readAt when AWS was heard of it last
 */
record EntitlementsAnswer(
        boolean open, @Nullable Reason reason, @Nullable Instant readAt, List<Entitlement> entitlements) {

    static EntitlementsAnswer of(CurrentEntitlements.Answer answer) {
        return switch (answer) {
            case Open open -> new EntitlementsAnswer(true, null, open.readAt(), open.entitlements());
            case Closed closed -> new EntitlementsAnswer(false, closed.reason(), closed.readAt(), List.of());
        };
    }
}
