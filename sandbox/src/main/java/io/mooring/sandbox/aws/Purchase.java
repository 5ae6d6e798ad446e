package io.mooring.sandbox.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated AWS knows about one buyer of a listing.
 *
 * @param customerIdentifier where AWS names buyers so; elsewhere the sandbox's own name of the purchase, which it tells nobody
 * @param listing the engine's name of what was bought; {@code null} in what older sandboxes kept
 * @param agreementId as {@code licenseArn} where AWS names purchases by licence
 * @param delayMillis from the moment that {@code announcement} names until the notification is sent
 * @param landed whether a registration token of this purchase has been resolved
 * @param announced whether its success or failure has been sent
 * @param endsAt when {@code unsubscribe-success} follows, while unsubscribing
 */
public record Purchase(
        String customerIdentifier,
        String awsAccountId,
        String offerIdentifier,
        Announcement announcement,
        int copies,
        long delayMillis,
        boolean paymentFails,
        Status status,
        boolean landed,
        boolean announced,
        Instant subscribedAt,
        @Nullable Instant endsAt,
        @Nullable String listing,
        @Nullable String agreementId,
        @Nullable String licenseArn) {

    public enum Status {
        SUBSCRIBED,
        PAYMENT_FAILED,
        UNSUBSCRIBING,
        UNSUBSCRIBED
    }

    /** What was bought. */
    public SandboxListing product() {
        return SandboxListing.of(listing);
    }

    Purchase asLanded() {
        return with(status, true, announced, endsAt);
    }

    Purchase asAnnounced() {
        return with(paymentFails ? Status.PAYMENT_FAILED : status, landed, true, endsAt);
    }

    Purchase in(Status now) {
        return with(now, landed, announced, null);
    }

    Purchase saidToBe(Status now) {
        return with(now, landed, true, null);
    }

    Purchase endingAt(Instant end) {
        return with(Status.UNSUBSCRIBING, landed, announced, end);
    }

    private Purchase with(Status now, boolean hasLanded, boolean wasAnnounced, @Nullable Instant end) {
        return new Purchase(
                customerIdentifier,
                awsAccountId,
                offerIdentifier,
                announcement,
                copies,
                delayMillis,
                paymentFails,
                now,
                hasLanded,
                wasAnnounced,
                subscribedAt,
                end,
                listing,
                agreementId,
                licenseArn);
    }
}
