package io.mooring.agreement.command;

import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEnd;
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
import io.mooring.subscription.api.Purchase;
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
    private @Nullable Instant contradictedAt;
    private boolean freeTrial;
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

    boolean isOfAnotherLicenceThan(Purchase named) {
        return purchase != null && !Objects.equals(purchase.licence(), named.licence());
    }

    boolean hasSuccessor() {
        return successor != null;
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
        if (isKnown && reading.provision() == Provision.DEPROVISIONED && deprovisionedAt == null) {
            found.add(AgreementDifference.LICENCE_ENDED);
        }
        if (isKnown && reading.provision() == Provision.FAILED && !isFailed()) {
            found.add(AgreementDifference.PAYMENT_FAILED);
        }
        if (end == null && endOf(reading) != null) {
            found.add(AgreementDifference.ENDED);
        }
        if (isContradictedBy(reading, command.readAt())) {
            found.add(AgreementDifference.STILL_IN_FORCE);
        }
        if (reading.freeTrial() != freeTrial) {
            found.add(AgreementDifference.FREE_TRIAL);
        }
        if (predecessor == null
                && command.previousAwsAgreementId() != null
                && !command.previousAwsAgreementId().equals(reading.awsAgreementId())) {
            found.add(AgreementDifference.PREDECESSOR);
        }
        if (!isSame(reading.startsAt(), startsAt) || !isSame(reading.endsAt(), endsAt)) {
            found.add(AgreementDifference.TERM);
        }
        return found;
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
                        || (deprovisionedAt != null
                                && end == null
                                && deprovisionedAt.isAfter(licensedAt)
                                && readAt.isAfter(deprovisionedAt.plus(LAG))));
    }

    private boolean isFailed() {
        return failedAt != null && (licensedAt == null || failedAt.isAfter(licensedAt));
    }

    private boolean isContradictedBy(AgreementReading reading, Instant readAt) {
        return contradictedAt == null
                && reading.status() == Status.ACTIVE
                && end != null
                && endedAt != null
                && !end.isSuperseded()
                && readAt.isAfter(endedAt.plus(LAG));
    }

    private static @Nullable AgreementEnd endOf(AgreementReading reading) {
        return switch (reading.status()) {
            case CANCELLED, ROLLED_BACK -> AgreementEnd.CANCELLED;
            case EXPIRED -> AgreementEnd.EXPIRED;
            case TERMINATED -> AgreementEnd.TERMINATED;
            case RENEWED -> AgreementEnd.RENEWED;
            case REPLACED, SUPERSEDED -> AgreementEnd.REPLACED;
            case ACTIVE, ARCHIVED, UNTOLD -> null;
        };
    }

    AgreementStanding standing() {
        return new AgreementStanding(
                awsAgreementId,
                purchase,
                offerId,
                licensedAt,
                deprovisionedAt,
                end,
                endedAt,
                failedAt,
                freeTrial,
                predecessor,
                successor,
                contradictedAt);
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

    private void learn(AgreementDifference difference, AgreementRead event) {
        var reading = event.reading();
        switch (difference) {
            case LICENCE_IN_FORCE -> licensedAt = event.readAt();
            case LICENCE_ENDED -> deprovisionedAt = event.readAt();
            case PAYMENT_FAILED -> failedAt = event.readAt();
            case ENDED -> {
                end = endOf(reading);
                endedAt = reading.endsAt() != null && reading.endsAt().isBefore(event.readAt())
                        ? reading.endsAt()
                        : event.readAt();
            }
            case STILL_IN_FORCE -> contradictedAt = event.readAt();
            case FREE_TRIAL -> {
                freeTrial = reading.freeTrial();
                // Said of a licence in force it is news of that licence
                licensedAt = licensedAt == null ? null : event.readAt();
            }
            case PREDECESSOR -> follows(event.previousAwsAgreementId(), event.readAt());
            case TERM -> {}
        }
    }

    private void follows(@Nullable String previousAwsAgreementId, Instant knownAt) {
        if (previousAwsAgreementId != null && predecessor == null && !previousAwsAgreementId.equals(awsAgreementId)) {
            predecessor = new Succession(
                    previousAwsAgreementId, AgreementId.of(PARTITION, previousAwsAgreementId), null, knownAt);
        }
    }
}
