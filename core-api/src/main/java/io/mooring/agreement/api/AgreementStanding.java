package io.mooring.agreement.api;

import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that AWS has said of an agreement so far, in whatever order it said it.
 *
 * @param purchase what it is about; unknown until AWS names the licence
 * @param licensedAt when the licence came into force or changed last
 * @param deprovisionedAt when the licence ended
 */
public record AgreementStanding(
        @Nullable Purchase purchase,
        @Nullable String offerId,
        @Nullable Instant licensedAt,
        @Nullable Instant deprovisionedAt,
        @Nullable AgreementEnd end,
        @Nullable Instant endedAt) {

    /**
     * What follows for the subscription: confirmed by the licence, ending by the agreement's end, over when both are gone. Whether the end of a licence is
     * the end of the purchase, only the agreement's end tells; until it is known, and where the buyer goes on under another agreement, nothing is taken away.
     * What is known to have ended is not confirmed any more, not even for the moment until the next command.
     */
    public List<SubscriptionCommand> due() {
        var due = new ArrayList<SubscriptionCommand>();
        if (purchase == null) {
            return due;
        }
        var id = purchase.subscriptionId();
        due.add(new SubscribeFromMarketplace(id, purchase, null, false));
        if (end != null && endedAt != null && !end.isSuperseded()) {
            due.add(new BeginEndingSubscription(id, purchase, endedAt));
            if (deprovisionedAt != null) {
                due.add(new EndSubscription(id, purchase, deprovisionedAt));
            }
        } else if (licensedAt != null) {
            due.add(new ConfirmSubscription(id, purchase, offerId, false, licensedAt));
        }
        return due;
    }
}
