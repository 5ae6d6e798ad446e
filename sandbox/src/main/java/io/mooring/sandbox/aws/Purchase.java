package io.mooring.sandbox.aws;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated AWS knows about one buyer of a listing.
 *
 * @param customerIdentifier where AWS names buyers so; elsewhere the sandbox's own name of the purchase, which it tells nobody
 * @param listing the engine's name of what was bought; {@code null} in what older sandboxes kept
 * @param agreementId as {@code licenseArn} where AWS names purchases by licence
 * @param delayMillis from the moment that {@code announcement} names until the notification is sent
 * @param status AWS's truth, whatever was sent
 * @param landed whether a registration token of this purchase has been resolved
 * @param announced whether its success or failure has been sent
 * @param endsAt when {@code unsubscribe-success} follows, while unsubscribing
 * @param terms missing in what older sandboxes kept
 * @param moving where the listing moves from one feed to the other
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
        @Nullable String licenseArn,
        Terms terms,
        @Nullable Moving moving) {

    public enum Status {
        SUBSCRIBED,
        PAYMENT_FAILED,
        UNSUBSCRIBING,
        UNSUBSCRIBED,
        EXPIRED,
        TERMINATED,
        RENEWED,
        REPLACED;

        /** Where a purchase is after this has been said of it; empty where it says nothing of that. */
        static Optional<Status> after(String action) {
            return switch (action) {
                case Notification.SUBSCRIBE_SUCCESS -> Optional.of(SUBSCRIBED);
                case Notification.SUBSCRIBE_FAIL -> Optional.of(PAYMENT_FAILED);
                case Notification.UNSUBSCRIBE_PENDING -> Optional.of(UNSUBSCRIBING);
                case Notification.UNSUBSCRIBE_SUCCESS -> Optional.of(UNSUBSCRIBED);
                case AgreementEvents.RENEWED -> Optional.of(RENEWED);
                case AgreementEvents.REPLACED -> Optional.of(REPLACED);
                case AgreementEvents.EXPIRED -> Optional.of(EXPIRED);
                case AgreementEvents.TERMINATED -> Optional.of(TERMINATED);
                default -> Optional.empty();
            };
        }

        /** Whether the agreement ended in another way than by the buyer, which the end of its licence does not change. */
        boolean isEndOfItsOwn() {
            return switch (this) {
                case EXPIRED, TERMINATED, RENEWED, REPLACED -> true;
                case SUBSCRIBED, PAYMENT_FAILED, UNSUBSCRIBING, UNSUBSCRIBED -> false;
            };
        }
    }

    /**
     * What was agreed.
     *
     * @param startsAt when it takes effect; later than now where it was signed ahead
     * @param previousAgreementId the agreement that this one renews
     * @param initialAgreementId the first one of the chain, itself where it renews none
     * @param licencePending whether AWS has yet to tell of the licence, because the start is to come
     * @param changedAt when AWS last changed something of it
     * @param settled whether the truth was set by hand, so that nothing that is said changes it
     * @param resale where a channel partner sold it
     */
    public record Terms(
            boolean freeTrial,
            Instant startsAt,
            @Nullable String previousAgreementId,
            @Nullable String initialAgreementId,
            boolean licencePending,
            Instant changedAt,
            boolean settled,
            @Nullable Resale resale) {

        static Terms plain(Instant subscribedAt, @Nullable String agreementId) {
            return new Terms(false, subscribedAt, null, agreementId, false, subscribedAt, false, null);
        }

        Terms changed(Instant at) {
            return copy(licencePending, at, settled);
        }

        Terms licencePending(boolean pending) {
            return copy(pending, changedAt, settled);
        }

        Terms settled(boolean byHand) {
            return copy(licencePending, changedAt, byHand);
        }

        private Terms copy(boolean pending, Instant at, boolean byHand) {
            return new Terms(freeTrial, startsAt, previousAgreementId, initialAgreementId, pending, at, byHand, resale);
        }
    }

    public Purchase {
        terms = Objects.requireNonNullElse(terms, Terms.plain(subscribedAt, agreementId));
    }

    /** What was bought. */
    public SandboxListing product() {
        return SandboxListing.of(listing);
    }

    /** Where AWS speaks of it by EventBridge. */
    boolean isLicensed() {
        return licenseArn != null;
    }

    /** What SNS calls its buyer; where only EventBridge speaks, the sandbox's own name of the purchase. */
    public String customer() {
        return moving == null ? customerIdentifier : moving.customer();
    }

    /** What AWS's services call its buyer; empty where they name the licence only. */
    String namedCustomer() {
        var isNamed = moving == null ? licenseArn == null : moving.manner().named() != Moving.Named.LICENCE;
        return isNamed ? customer() : "";
    }

    /** What AWS's services call its licence; {@code null} where they name the customer only. */
    @Nullable
    String namedLicence() {
        return moving != null && moving.manner().named() == Moving.Named.CUSTOMER ? null : licenseArn;
    }

    Purchase asLanded() {
        return with(paymentFails, status, true, announced, endsAt, terms);
    }

    /** With its success or failure sent. */
    Purchase asAnnounced() {
        var now = paymentFails && !terms.settled() ? Status.PAYMENT_FAILED : status;
        return with(paymentFails, now, landed, true, endsAt, terms);
    }

    /** Where what was said leaves it; announced by it where it is a success or a failure. */
    Purchase saidToBe(Status said) {
        var result = said == Status.SUBSCRIBED || said == Status.PAYMENT_FAILED;
        if (terms.settled() || (said == Status.UNSUBSCRIBED && status.isEndOfItsOwn())) {
            return with(paymentFails, status, landed, announced || result, endsAt, terms);
        }
        return with(
                result ? said == Status.PAYMENT_FAILED : paymentFails, said, landed, announced || result, null, terms);
    }

    /** Where it really is, whatever was said and will be. */
    Purchase settledAs(Status truth) {
        return with(truth == Status.PAYMENT_FAILED, truth, landed, announced, null, terms.settled(true));
    }

    /** Where the buyer leaves it. */
    Purchase in(Status now) {
        return with(paymentFails, now, landed, announced, endsAt, terms.settled(false));
    }

    Purchase endingAt(Instant end) {
        return with(paymentFails, Status.UNSUBSCRIBING, landed, announced, end, terms);
    }

    Purchase with(Terms changed) {
        return with(paymentFails, status, landed, announced, endsAt, changed);
    }

    /** Spoken of in another manner from now on. */
    Purchase with(Moving.Manner manner) {
        if (moving == null) {
            throw new IllegalArgumentException("Only a purchase of a listing that moves has two names");
        }
        return with(paymentFails, status, landed, announced, endsAt, terms, new Moving(moving.customer(), manner));
    }

    private Purchase with(
            boolean fails, Status now, boolean hasLanded, boolean wasAnnounced, @Nullable Instant end, Terms agreed) {
        return with(fails, now, hasLanded, wasAnnounced, end, agreed, moving);
    }

    private Purchase with(
            boolean fails,
            Status now,
            boolean hasLanded,
            boolean wasAnnounced,
            @Nullable Instant end,
            Terms agreed,
            @Nullable Moving how) {
        return new Purchase(
                customerIdentifier,
                awsAccountId,
                offerIdentifier,
                announcement,
                copies,
                delayMillis,
                fails,
                now,
                hasLanded,
                wasAnnounced,
                subscribedAt,
                end,
                listing,
                agreementId,
                licenseArn,
                agreed,
                how);
    }
}
