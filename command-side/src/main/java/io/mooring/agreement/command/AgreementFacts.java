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
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.AgreementStanding.Succession;
import io.mooring.agreement.api.AgreementSucceeded;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.agreement.api.FreeTrialEndLearnt;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionEnding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of one agreement: every fact with the time of AWS's statement about it. */
final class AgreementFacts {

    /** AWS's Agreement API may lag behind its messages; what it says so soon after an end contradicts nothing. */
    static final Duration LAG = Duration.ofHours(1);

    /** How long after the final hour for metering AWS is believed that a purchase is over although nothing is said of its licence. */
    static final Duration END_MARGIN = Duration.ofMinutes(5);

    /** How long after AWS said for the first time that the payment of a licence in force has failed it is believed. */
    static final Duration DOUBT = Duration.ofMinutes(10);

    /** All agreements of EventBridge and the Agreement API are in the commercial partition. */
    private static final String PARTITION = "aws";

    private String awsAgreementId = "";
    private @Nullable Instant madeAt;
    private @Nullable Instant amendedAt;
    private @Nullable Purchase purchase;
    private @Nullable String offerId;
    private @Nullable Instant startsAt;
    private @Nullable Instant endsAt;
    private @Nullable Instant licensedAt;
    private @Nullable Instant deprovisionedAt;
    private @Nullable AgreementEnd end;
    private @Nullable Instant endedAt;
    private @Nullable Instant failedAt;
    private @Nullable Instant doubtedAt;
    private @Nullable Instant contradictedAt;
    private @Nullable Instant agreedAt;
    private @Nullable Instant endConfirmedAt;
    private boolean freeTrial;
    private boolean scheduled;
    private @Nullable Instant freeTrialKnownAt;
    private @Nullable Instant freeTrialEndsAt;
    private @Nullable Instant announcedAt;
    private @Nullable Succession predecessor;
    private @Nullable Succession successor;

    /** Whether AWS said something about the making, or about a change, that is later than what it said before. */
    boolean isNews(AgreementIntent intent, Instant at) {
        return isLater(at, intent == AgreementIntent.AMEND ? amendedAt : madeAt);
    }

    boolean isLicenceNews(Instant at) {
        return isLater(at, licensedAt);
    }

    boolean isDeprovisionNews(Instant at) {
        return isLater(at, deprovisionedAt);
    }

    /** Of two ends at one and the same moment the one that takes more away counts, whichever comes first. */
    boolean isEndNews(AgreementEnd said, Instant at) {
        return isLater(at, endedAt) || (end != null && at.equals(endedAt) && said.compareTo(end) > 0);
    }

    boolean isAnnouncementNews(Instant at) {
        return isLater(at, announcedAt);
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

    private static boolean isLater(Instant at, @Nullable Instant than) {
        return than == null || at.isAfter(than);
    }

    /** What AWS says now and was not known, or known otherwise; none where all agrees. Of a licence only where it is known whose it is. */
    List<AgreementDifference> differencesFrom(CompareAgreement command) {
        var reading = command.reading();
        var found = new ArrayList<AgreementDifference>();
        var isKnown = purchase != null || command.purchase() != null;
        if (isKnown && isInForceAnew(reading, command.readAt())) {
            found.add(AgreementDifference.LICENCE_IN_FORCE);
        }
        if (isKnown && reading.provision() == Provision.SCHEDULED && licensedAt == null && !scheduled) {
            found.add(AgreementDifference.SCHEDULED);
        }
        if (isKnown
                && reading.provision() == Provision.DEPROVISIONED
                && lacksAnEndOfLicence(reading, command.readAt())) {
            found.add(AgreementDifference.LICENCE_ENDED);
        }
        if (isKnown && reading.provision() == Provision.FAILED && !isFailed()) {
            failure(command.readAt(), found);
        }
        if (end == null && endOf(reading) != null) {
            found.add(AgreementDifference.ENDED);
        }
        if (isContradictedBy(reading, command.readAt())) {
            found.add(AgreementDifference.STILL_IN_FORCE);
        }
        if (standing().isContradicted() && endOf(reading) != null) {
            found.add(AgreementDifference.AGREES_AGAIN);
        }
        if (isKnown && isEndConfirmedBy(reading, command.readAt())) {
            found.add(AgreementDifference.END_CONFIRMED);
        }
        if (reading.freeTrial() != freeTrial) {
            found.add(AgreementDifference.FREE_TRIAL);
        }
        if (predecessor == null
                && command.previousAwsAgreementId() != null
                && !command.previousAwsAgreementId().equals(reading.awsAgreementId())) {
            found.add(AgreementDifference.PREDECESSOR);
        }
        if (purchase == null
                && command.purchase() != null
                && reading.provision() != Provision.SCHEDULED
                && beginsAfter(reading, command.readAt())) {
            found.add(AgreementDifference.SIGNED_AHEAD);
        }
        if (!isSame(reading.startsAt(), startsAt) || !isSame(reading.endsAt(), endsAt)) {
            found.add(AgreementDifference.TERM);
        }
        return found;
    }

    /** One that was said long before the agreement's end may have been taken back; what AWS says now counts. */
    private boolean lacksAnEndOfLicence(AgreementReading reading, Instant readAt) {
        if (deprovisionedAt == null) {
            return true;
        }
        var over = endedAt == null && endOf(reading) != null ? whenEnded(reading, readAt) : endedAt;
        return over != null && !AgreementStanding.isEndOfLicenceWith(deprovisionedAt, over);
    }

    /** What was never in force is not paid for at once; what is in force has failed when AWS says so twice, and not as long as it may not know of the licence. */
    private void failure(Instant readAt, List<AgreementDifference> found) {
        if (licensedAt == null) {
            found.add(AgreementDifference.PAYMENT_FAILED);
        } else if (isDoubted() && doubtedAt != null) {
            if (!readAt.isBefore(doubtedAt.plus(DOUBT))) {
                found.add(AgreementDifference.PAYMENT_FAILED);
            }
        } else if (readAt.isAfter(licensedAt.plus(LAG))) {
            found.add(AgreementDifference.PAYMENT_DOUBTED);
        }
    }

    private static boolean beginsAfter(AgreementReading reading, Instant readAt) {
        return reading.startsAt() != null && reading.startsAt().isAfter(readAt);
    }

    /** Messages tell times by the second, the Agreement API more closely. */
    private static boolean isSame(@Nullable Instant one, @Nullable Instant other) {
        return Objects.equals(toSeconds(one), toSeconds(other));
    }

    private static @Nullable Instant toSeconds(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS);
    }

    private boolean isInForceAnew(AgreementReading reading, Instant readAt) {
        return reading.provision() == Provision.PROVISIONED
                && (licensedAt == null
                        || isFailed()
                        || wasToldOfBeforeItBegan(reading, readAt)
                        || isDoubted()
                        || (deprovisionedAt != null
                                && end == null
                                && deprovisionedAt.isAfter(licensedAt)
                                && readAt.isAfter(deprovisionedAt.plus(LAG))));
    }

    private boolean wasToldOfBeforeItBegan(AgreementReading reading, Instant readAt) {
        var begins = toSeconds(reading.startsAt());
        return begins != null && licensedAt != null && licensedAt.isBefore(begins) && !readAt.isBefore(begins);
    }

    private boolean isFailed() {
        return failedAt != null && (licensedAt == null || failedAt.isAfter(licensedAt));
    }

    /** What is said of the licence afterwards settles it. */
    private boolean isDoubted() {
        return doubtedAt != null && licensedAt != null && doubtedAt.isAfter(licensedAt);
    }

    private boolean isContradictedBy(AgreementReading reading, Instant readAt) {
        return !standing().isContradicted()
                && reading.status() == Status.ACTIVE
                && end != null
                && endedAt != null
                && !end.isSuperseded()
                && readAt.isAfter(endedAt.plus(LAG));
    }

    /** A licence that AWS still holds to be in force is waited for. */
    private boolean isEndConfirmedBy(AgreementReading reading, Instant readAt) {
        var said = endOf(reading);
        return standing().isEnding()
                && endedAt != null
                && said != null
                && !said.isSuperseded()
                && reading.provision() != Provision.PROVISIONED
                && reading.provision() != Provision.DEPROVISIONED
                && !readAt.isBefore(
                        endedAt.plus(SubscriptionEnding.FINAL_METERING).plus(END_MARGIN));
    }

    private static @Nullable AgreementEnd endOf(AgreementReading reading) {
        return switch (reading.status()) {
            case CANCELLED -> AgreementEnd.CANCELLED;
            case EXPIRED, ARCHIVED -> AgreementEnd.EXPIRED;
            case TERMINATED -> AgreementEnd.TERMINATED;
            case RENEWED -> AgreementEnd.RENEWED;
            case REPLACED -> AgreementEnd.REPLACED;
            case ACTIVE, ROLLED_BACK, SUPERSEDED, UNTOLD -> null;
        };
    }

    /** When what is over by now ended. */
    private static Instant whenEnded(AgreementReading reading, Instant readAt) {
        var endsAt = reading.endsAt();
        return endsAt != null && endsAt.isBefore(readAt) ? endsAt : readAt;
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
                endConfirmedAt);
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
            case IN_FORCE -> licensedAt = isLicenceNews(event.decidedAt()) ? event.decidedAt() : licensedAt;
            case OVER -> {
                if (end == null || end.isSuperseded()) {
                    end = AgreementEnd.CANCELLED;
                    endedAt = event.decidedAt();
                }
                endConfirmedAt = event.decidedAt();
                agreedAt = contradictedAt == null ? agreedAt : event.decidedAt();
            }
            case FOLLOWS -> follows(event.previousAwsAgreementId(), event.decidedAt());
        }
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
                end = endOf(reading);
                endedAt = whenEnded(reading, event.readAt());
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
