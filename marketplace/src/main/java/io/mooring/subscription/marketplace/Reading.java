package io.mooring.subscription.marketplace;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a queue message turned out to be. */
sealed interface Reading {

    /** The same for every delivery of one notification. */
    String stableId();

    /**
     * What AWS says of a purchase.
     *
     * @param topicArn where it was published; absent with raw delivery
     * @param occurredAt when AWS published it, or when it came into the queue where that is not told
     */
    record Notification(
            String stableId,
            Action action,
            String customerIdentifier,
            String productCode,
            @Nullable String offerId,
            boolean freeTrial,
            Instant occurredAt,
            @Nullable String topicArn)
            implements Reading {}

    /** Nothing that can be acted on; the reason holds nothing of the message but names and sizes. */
    record Unreadable(String stableId, String reason) implements Reading {}

    /** Everything that AWS announces on the topics of a SaaS product. */
    enum Action {
        SUBSCRIBE_SUCCESS("subscribe-success"),
        SUBSCRIBE_FAIL("subscribe-fail"),
        UNSUBSCRIBE_PENDING("unsubscribe-pending"),
        UNSUBSCRIBE_SUCCESS("unsubscribe-success"),
        ENTITLEMENT_UPDATED("entitlement-updated");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Optional<Action> of(String text) {
            return Arrays.stream(values())
                    .filter(action -> action.text.equals(text))
                    .findFirst();
        }
    }
}
