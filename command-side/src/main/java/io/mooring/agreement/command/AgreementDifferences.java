package io.mooring.agreement.command;

import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.subscription.api.SubscriptionEnding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What AWS says of an agreement when it is asked, and was not known, or known otherwise. */
final class AgreementDifferences {

    /** AWS's Agreement API may lag behind its messages; what it says so soon after an end contradicts nothing. */
    static final Duration LAG = Duration.ofHours(1);

    /** How long after the final hour for metering AWS is believed that a purchase is over although nothing is said of its licence. */
    static final Duration END_MARGIN = Duration.ofMinutes(5);

    /** How long after AWS said for the first time that the payment of a licence in force has failed it is believed. */
    static final Duration DOUBT = Duration.ofMinutes(10);

    /** What AWS says now and was not known, or known otherwise; none where all agrees. Of a licence only where it is known whose it is. */
    static List<AgreementDifference> of(AgreementFacts known, CompareAgreement command) {
        var reading = command.reading();
        var found = new ArrayList<AgreementDifference>();
        var isKnown = known.purchase != null || command.purchase() != null;
        if (isKnown && isInForceAnew(known, reading, command.readAt())) {
            found.add(AgreementDifference.LICENCE_IN_FORCE);
        }
        if (isKnown && reading.provision() == Provision.SCHEDULED && known.licensedAt == null && !known.scheduled) {
            found.add(AgreementDifference.SCHEDULED);
        }
        if (isKnown
                && reading.provision() == Provision.DEPROVISIONED
                && lacksAnEndOfLicence(known, reading, command.readAt())) {
            found.add(AgreementDifference.LICENCE_ENDED);
        }
        if (isKnown && reading.provision() == Provision.FAILED && !isFailed(known)) {
            failure(known, command.readAt(), found);
        }
        if (known.end == null && endOf(reading) != null) {
            found.add(AgreementDifference.ENDED);
        }
        if (isContradictedBy(known, reading, command.readAt())) {
            found.add(AgreementDifference.STILL_IN_FORCE);
        }
        if (known.standing().isContradicted() && endOf(reading) != null) {
            found.add(AgreementDifference.AGREES_AGAIN);
        }
        if (isKnown && isEndConfirmedBy(known, reading, command.readAt())) {
            found.add(AgreementDifference.END_CONFIRMED);
        }
        if (reading.freeTrial() != known.freeTrial) {
            found.add(AgreementDifference.FREE_TRIAL);
        }
        if (known.predecessor == null
                && command.previousAwsAgreementId() != null
                && !command.previousAwsAgreementId().equals(reading.awsAgreementId())) {
            found.add(AgreementDifference.PREDECESSOR);
        }
        if (known.purchase == null
                && command.purchase() != null
                && reading.provision() != Provision.SCHEDULED
                && beginsAfter(reading, command.readAt())) {
            found.add(AgreementDifference.SIGNED_AHEAD);
        }
        if (!isSame(reading.startsAt(), known.startsAt) || !isSame(reading.endsAt(), known.endsAt)) {
            found.add(AgreementDifference.TERM);
        }
        return found;
    }

    /** One that was said long before the agreement's end may have been taken back; what AWS says now counts. */
    private static boolean lacksAnEndOfLicence(AgreementFacts known, AgreementReading reading, Instant readAt) {
        if (known.deprovisionedAt == null) {
            return true;
        }
        var over = known.endedAt == null && endOf(reading) != null ? whenEnded(reading, readAt) : known.endedAt;
        return over != null && !AgreementStanding.isEndOfLicenceWith(known.deprovisionedAt, over);
    }

    /** What was never in force is not paid for at once; what is in force has failed when AWS says so twice, and not as long as it may not know of the licence. */
    private static void failure(AgreementFacts known, Instant readAt, List<AgreementDifference> found) {
        if (known.licensedAt == null) {
            found.add(AgreementDifference.PAYMENT_FAILED);
        } else if (isDoubted(known) && known.doubtedAt != null) {
            if (!readAt.isBefore(known.doubtedAt.plus(DOUBT))) {
                found.add(AgreementDifference.PAYMENT_FAILED);
            }
        } else if (readAt.isAfter(known.licensedAt.plus(LAG))) {
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

    private static boolean isInForceAnew(AgreementFacts known, AgreementReading reading, Instant readAt) {
        return reading.provision() == Provision.PROVISIONED
                && (known.licensedAt == null
                        || isFailed(known)
                        || wasToldOfBeforeItBegan(known, reading, readAt)
                        || isDoubted(known)
                        || (known.deprovisionedAt != null
                                && known.end == null
                                && known.deprovisionedAt.isAfter(known.licensedAt)
                                && readAt.isAfter(known.deprovisionedAt.plus(LAG))));
    }

    private static boolean wasToldOfBeforeItBegan(AgreementFacts known, AgreementReading reading, Instant readAt) {
        var begins = toSeconds(reading.startsAt());
        return begins != null
                && known.licensedAt != null
                && known.licensedAt.isBefore(begins)
                && !readAt.isBefore(begins);
    }

    private static boolean isFailed(AgreementFacts known) {
        return known.failedAt != null && (known.licensedAt == null || known.failedAt.isAfter(known.licensedAt));
    }

    /** What is said of the licence afterwards settles it. */
    private static boolean isDoubted(AgreementFacts known) {
        return known.doubtedAt != null && known.licensedAt != null && known.doubtedAt.isAfter(known.licensedAt);
    }

    private static boolean isContradictedBy(AgreementFacts known, AgreementReading reading, Instant readAt) {
        return !known.standing().isContradicted()
                && reading.status() == Status.ACTIVE
                && known.end != null
                && known.endedAt != null
                && !known.end.isSuperseded()
                && readAt.isAfter(known.endedAt.plus(LAG));
    }

    /** A licence that AWS still holds to be in force is waited for. */
    private static boolean isEndConfirmedBy(AgreementFacts known, AgreementReading reading, Instant readAt) {
        var said = endOf(reading);
        return known.standing().isEnding()
                && known.endedAt != null
                && said != null
                && !said.isSuperseded()
                && reading.provision() != Provision.PROVISIONED
                && reading.provision() != Provision.DEPROVISIONED
                && !readAt.isBefore(
                        known.endedAt.plus(SubscriptionEnding.FINAL_METERING).plus(END_MARGIN));
    }

    static @Nullable AgreementEnd endOf(AgreementReading reading) {
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
    static Instant whenEnded(AgreementReading reading, Instant readAt) {
        var endsAt = reading.endsAt();
        return endsAt != null && endsAt.isBefore(readAt) ? endsAt : readAt;
    }

    private AgreementDifferences() {}
}
