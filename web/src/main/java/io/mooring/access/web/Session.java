package io.mooring.access.web;

import io.mooring.access.api.Realm;
import io.mooring.access.web.BuyerSession.Proof;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A living session.
 *
 * @param subject the subscription, or the account
 * @param endsAt it is over then at the latest
 * @param replacedBy set when the token shown is one that a rotation has replaced: the idempotency key of the request that did. Such a session is good for
 *     nothing but fetching that request's answer.
 */
public record Session(
        String sessionId,
        Scope scope,
        String subject,
        @Nullable Proof proof,
        Instant endsAt,
        @Nullable String replacedBy) {

    public BuyerSession buyer() {
        return new BuyerSession(sessionId, new SubscriptionId(subject), proof, endsAt);
    }

    AccountSession account(Realm realm) {
        return new AccountSession(sessionId, realm, subject);
    }
}
