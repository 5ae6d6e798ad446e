package io.mooring.agreement.command;

import io.mooring.agreement.api.AgreementDecided;
import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementEndAnnounced;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementLicensed;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.AgreementStanding.Succession;
import io.mooring.agreement.api.AgreementSucceeded;
import io.mooring.agreement.api.FreeTrialEndLearnt;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionEnding;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of one agreement: every fact with the time of AWS's statement about it. */
final class AgreementFacts {

    /** All agreements of EventBridge and the Agreement API are in the commercial partition. */
    private static final String PARTITION = "aws";

    private String awsAgreementId = "";
    private @Nullable Instant madeAt;
    private @Nullable Instant amendedAt;

    @Nullable
    Purchase purchase;

    private @Nullable String offerId;

    @Nullable
    Instant startsAt;

    @Nullable
    Instant endsAt;

    @Nullable
    Instant licensedAt;

    @Nullable
    Instant deprovisionedAt;

    @Nullable
    AgreementEnd end;

    @Nullable
    Instant endedAt;

    @Nullable
    Instant failedAt;

    @Nullable
    Instant doubtedAt;

    private @Nullable Instant contradictedAt;
    private @Nullable Instant agreedAt;
    private @Nullable Instant endConfirmedAt;
    private @Nullable Instant overDecidedAt;
    boolean freeTrial;
    boolean scheduled;
    private @Nullable Instant freeTrialKnownAt;
    private @Nullable Instant freeTrialEndsAt;
    private @Nullable Instant announcedAt;

    @Nullable
    Succession predecessor;

    private @Nullable Succession successor;

    /** The making is one fact, and each change after it replaces what was known of the one before. */
    Hearing hear(AgreementIntent intent, Instant at) {
        return intent == AgreementIntent.AMEND ? Hearing.of(at, amendedAt, "amended") : Hearing.of(at, madeAt, "made");
    }

    Hearing hearOfLicence(Instant at) {
        return Hearing.of(at, licensedAt, "licence in force");
    }

    Hearing hearOfDeprovision(Instant at) {
        return Hearing.of(at, deprovisionedAt, "licence ended");
    }

    /** Of two ends at one and the same moment the one that takes more away counts, whichever comes first. */
    Hearing hearOfEnd(AgreementEnd said, Instant at) {
        if (end == null || endedAt == null || at.isAfter(endedAt) || (at.equals(endedAt) && said.compareTo(end) > 0)) {
            return new Hearing(Heard.NEWS, fact(said), at);
        }
        return new Hearing(said == end ? Heard.TOLD_BEFORE : Heard.OLDER, fact(end), endedAt);
    }

    private static String fact(AgreementEnd end) {
        return end.name().toLowerCase(Locale.ROOT);
    }

    Hearing hearOfAnnouncement(Instant at) {
        return Hearing.of(at, announcedAt, "end announced");
    }

    boolean isFreeTrialEndNews(Instant endsAt) {
        return !endsAt.equals(freeTrialEndsAt);
    }

    boolean isOfAnotherLicenceThan(Purchase named) {
        return purchase != null && !Objects.equals(purchase.licence(), named.licence());
    }

    boolean hasSuccessor() {
        return successor != null;
    }

    boolean hasEnded() {
        return end != null;
    }

    boolean hasPredecessor() {
        return predecessor != null;
    }

    boolean followsAnotherThan(@Nullable String previousAwsAgreementId) {
        return predecessor != null && !predecessor.awsAgreementId().equals(previousAwsAgreementId);
    }

    AgreementStanding standing() {
        return new AgreementStanding(
                awsAgreementId,
                purchase,
                offerId,
                startsAt,
                licensedAt,
                deprovisionedAt,
                end,
                endedAt,
                failedAt,
                freeTrial,
                freeTrialKnownAt,
                predecessor,
                successor,
                contradictedAt,
                agreedAt,
                endConfirmedAt,
                overDecidedAt);
    }

    void learn(AgreementRecorded event) {
        awsAgreementId = event.awsAgreementId();
        if (event.intent() == AgreementIntent.AMEND) {
            amendedAt = event.recordedAt();
        } else {
            madeAt = event.recordedAt();
        }
        startsAt = event.startsAt() == null ? startsAt : event.startsAt();
        endsAt = event.endsAt() == null ? endsAt : event.endsAt();
        follows(event.previousAwsAgreementId(), event.recordedAt());
    }

    void learn(AgreementLicensed event) {
        awsAgreementId = event.awsAgreementId();
        purchase = event.purchase();
        offerId = event.offerId();
        licensedAt = event.licensedAt();
    }

    void learn(AgreementDeprovisioned event) {
        awsAgreementId = event.awsAgreementId();
        purchase = event.purchase();
        deprovisionedAt = event.deprovisionedAt();
    }

    void learn(AgreementEnded event) {
        awsAgreementId = event.awsAgreementId();
        end = event.end();
        endedAt = event.endedAt();
    }

    void learn(AgreementEndAnnounced event) {
        awsAgreementId = event.awsAgreementId();
        announcedAt = event.announcedAt();
    }

    void learn(FreeTrialEndLearnt event) {
        awsAgreementId = event.awsAgreementId();
        freeTrialEndsAt = event.endsAt();
    }

    void learn(AgreementSucceeded event) {
        awsAgreementId = event.awsAgreementId();
        successor = new Succession(
                event.successorAwsAgreementId(),
                AgreementId.of(PARTITION, event.successorAwsAgreementId()),
                event.successor(),
                event.succeededAt());
    }

    void learn(AgreementRead event) {
        var reading = event.reading();
        awsAgreementId = event.awsAgreementId();
        purchase = event.purchase() == null ? purchase : event.purchase();
        offerId = offerId == null ? reading.offerId() : offerId;
        startsAt = reading.startsAt();
        endsAt = reading.endsAt();
        for (var difference : event.differences()) {
            learn(difference, event);
        }
    }

    /** A person's word is believed like AWS's own, from the moment it was given on. */
    void learn(AgreementDecided event) {
        awsAgreementId = event.awsAgreementId();
        purchase = purchase == null ? event.purchase() : purchase;
        switch (event.decision()) {
            case IN_FORCE -> licensedAt = hearOfLicence(event.decidedAt()).isNews() ? event.decidedAt() : licensedAt;
            case OVER -> over(event.decidedAt());
            case FOLLOWS -> follows(event.previousAwsAgreementId(), event.decidedAt());
        }
    }

    private void over(Instant decidedAt) {
        if (end == null || end.isSuperseded()) {
            end = AgreementEnd.CANCELLED;
            endedAt = decidedAt;
        }
        overDecidedAt = decidedAt;
        endConfirmedAt = isInFinalHour(decidedAt) ? endConfirmedAt : decidedAt;
        agreedAt = contradictedAt == null ? agreedAt : decidedAt;
    }

    /** What was paid for has its hour for the last usage records, whoever says that it is over; of a licence that is gone it began with that. */
    private boolean isInFinalHour(Instant at) {
        if (licensedAt == null || endedAt == null) {
            return false;
        }
        var isPaid = predecessor != null || failedAt == null || !failedAt.isAfter(licensedAt);
        var gone = deprovisionedAt;
        var began = gone != null && !gone.isBefore(licensedAt) && gone.isBefore(endedAt) ? gone : endedAt;
        return isPaid && at.isBefore(began.plus(SubscriptionEnding.FINAL_METERING));
    }

    /** A person has said so, and what follows is on its way. */
    boolean isDecidedToBeOver(Instant at) {
        return standing().isOver() || (overDecidedAt != null && isInFinalHour(at));
    }

    private void learn(AgreementDifference difference, AgreementRead event) {
        var reading = event.reading();
        switch (difference) {
            case LICENCE_IN_FORCE -> licensedAt = event.readAt();
            case SCHEDULED -> scheduled = true;
            case LICENCE_ENDED -> deprovisionedAt = event.readAt();
            case PAYMENT_FAILED -> failedAt = event.readAt();
            case PAYMENT_DOUBTED -> doubtedAt = event.readAt();
            case ENDED -> {
                end = AgreementDifferences.endOf(reading);
                endedAt = AgreementDifferences.whenEnded(reading, event.readAt());
            }
            case STILL_IN_FORCE -> contradictedAt = event.readAt();
            case AGREES_AGAIN -> agreedAt = event.readAt();
            case END_CONFIRMED -> endConfirmedAt = event.readAt();
            case FREE_TRIAL -> {
                freeTrial = reading.freeTrial();
                freeTrialKnownAt = event.readAt();
            }
            case PREDECESSOR -> follows(event.previousAwsAgreementId(), event.readAt());
            case SIGNED_AHEAD, TERM -> {}
        }
    }

    private void follows(@Nullable String previousAwsAgreementId, Instant knownAt) {
        if (previousAwsAgreementId != null && predecessor == null && !previousAwsAgreementId.equals(awsAgreementId)) {
            predecessor = new Succession(
                    previousAwsAgreementId, AgreementId.of(PARTITION, previousAwsAgreementId), null, knownAt);
        }
    }
}
