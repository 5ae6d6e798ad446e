package io.mooring.subscription.command;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.LastStatement;
import io.mooring.subscription.api.NamesJoined;
import io.mooring.subscription.api.OfferFailed;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionDecided;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionScheduled;
import io.mooring.subscription.api.SubscriptionStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is known of one purchase: what AWS said of it last and when, and what a further statement is to that. */
@SuppressWarnings("NullAway.Init") // Nothing is asked of what was never opened
final class SubscriptionFacts {

    ActivationId activationId;
    int episode;
    Purchase purchase;
    boolean licensed;

    @Nullable
    Instant startsAt;

    SubscriptionStatus lastSaid = SubscriptionStatus.WAITING_FOR_AWS;
    Instant lastSaidAt = Instant.MIN;

    @Nullable
    String offerId;

    boolean freeTrial;

    @Nullable
    Names joined;

    private @Nullable String failedOffer;

    @Nullable
    Instant failedOfferAt;

    private boolean isOnlyFailed;
    boolean isOverDecided;

    /** What AWS calls a purchase at a listing that moves from one feed to the other; the licence by its {@code l-…} part. */
    record Names(String customerIdentifier, String licence) {}

    Heard hear(SubscriptionStatus said, Instant at) {
        if (isNews(said, at)) {
            return Heard.NEWS;
        }
        if (said == lastSaid) {
            return Heard.TOLD_BEFORE;
        }
        return licensed && isLastStage(lastSaid) && !isLastStage(said) && at.isAfter(lastSaidAt)
                ? Heard.OF_ANOTHER_PURCHASE
                : Heard.OLDER;
    }

    /** Of two statements with the same time the later one in a subscription's life counts; the same statement again is no news. */
    private boolean isNews(SubscriptionStatus said, Instant at) {
        if (lastSaid == SubscriptionStatus.SUPERSEDED) {
            return false;
        }
        if (licensed && (isLastStage(said) || isLastStage(lastSaid))) {
            return said.compareTo(lastSaid) > 0;
        }
        return at.isAfter(lastSaidAt) || (at.equals(lastSaidAt) && said.compareTo(lastSaid) > 0);
    }

    static boolean isLastStage(SubscriptionStatus status) {
        return status.compareTo(SubscriptionStatus.ENDING) >= 0;
    }

    Hearing hearing(Heard heard) {
        return new Hearing(heard, lastSaid.name().toLowerCase(Locale.ROOT).replace('_', ' '), saidAt());
    }

    LastStatement lastStatement() {
        return new LastStatement(lastSaid, saidAt(), offerId, freeTrial);
    }

    private @Nullable Instant saidAt() {
        return lastSaidAt.equals(Instant.MIN) ? null : lastSaidAt;
    }

    boolean isInFinalHour(Instant at) {
        return lastSaid == SubscriptionStatus.ENDING && at.isBefore(lastSaidAt.plus(SubscriptionEnding.FINAL_METERING));
    }

    /** What was confirmed without an offer, as before 2024, is not what fails under one. */
    boolean isReplacement(FailSubscription failure) {
        return lastSaid == SubscriptionStatus.CONFIRMED
                && failure.offerId() != null
                && (offerId == null || !offer(offerId).equals(offer(failure.offerId())));
    }

    /** Where nothing but a failure was heard, and that was about another offer, an older confirmation is about what runs. */
    boolean isOfWhatRuns(ConfirmSubscription command) {
        return isOnlyFailed
                && failedOffer != null
                && command.offerId() != null
                && !offer(failedOffer).equals(offer(command.offerId()));
    }

    /** One feed names the offer or the trial and the other may not; what is not named says nothing new. */
    boolean isKnown(ConfirmSubscription command) {
        var isSameOffer =
                offerId == null || command.offerId() == null || offer(offerId).equals(offer(command.offerId()));
        return isSameOffer && (freeTrial || !command.freeTrial());
    }

    /** AWS prints it with the first word and without. */
    private static String offer(String id) {
        return id.startsWith("offer-") ? id.substring("offer-".length()) : id;
    }

    /** A licence that began before is that of the purchase which is over; a later one is another purchase's. */
    boolean wasOverBefore(@Nullable Instant licenceBeganAt) {
        return lastSaid == SubscriptionStatus.ENDED && (licenceBeganAt == null || licenceBeganAt.isAfter(lastSaidAt));
    }

    void learn(SubscriptionOpened event) {
        isOverDecided = false;
        activationId = event.activationId();
        episode = event.episode();
        purchase = event.purchase();
        licensed = event.purchase().licenseArn() != null;
    }

    void learn(SubscriptionScheduled event) {
        startsAt = event.startsAt();
    }

    void learn(SubscriptionConfirmed event) {
        offerId = event.offerId();
        freeTrial = event.freeTrial();
        isOverDecided = false;
        said(SubscriptionStatus.CONFIRMED, event.confirmedAt());
    }

    void learn(SubscriptionFailed event) {
        var isFirst = episode == 1 && lastSaid == SubscriptionStatus.WAITING_FOR_AWS;
        said(SubscriptionStatus.FAILED, event.failedAt());
        isOnlyFailed = isFirst;
    }

    void learn(OfferFailed event) {
        failedOffer = event.offerId();
        failedOfferAt = event.failedAt();
    }

    void learn(SubscriptionDecided event) {
        isOverDecided = event.status() == SubscriptionStatus.ENDED;
    }

    /** A licence has one life only, whatever the purchase was named by before. */
    void learn(NamesJoined event) {
        joined = new Names(event.customerIdentifier(), Purchase.licence(event.licenseArn()));
        licensed = true;
    }

    void said(SubscriptionStatus status, Instant at) {
        isOnlyFailed = false;
        lastSaid = status;
        lastSaidAt = at;
    }
}
