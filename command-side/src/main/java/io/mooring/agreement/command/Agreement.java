package io.mooring.agreement.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementLicensed;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.AgreementRule;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.DeprovisionAgreement;
import io.mooring.agreement.api.EndAgreement;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.agreement.api.RecordAgreement;
import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One agreement as AWS tells of it, each fact in a message of its own. Of two statements about one fact the later one counts, by AWS's own time, so that
 * what is known in the end does not depend on the order in which it was learnt.
 */
@Aggregate(lockFactory = "databaseDecides")
class Agreement {

    private @AggregateIdentifier AgreementId agreementId;
    private @Nullable Instant madeAt;
    private @Nullable Instant amendedAt;
    private @Nullable Purchase purchase;
    private @Nullable String offerId;
    private @Nullable Instant licensedAt;
    private @Nullable Instant deprovisionedAt;
    private @Nullable AgreementEnd end;
    private @Nullable Instant endedAt;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RecordAgreement command) {
        if (isLater(command.occurredAt(), command.intent() == AgreementIntent.AMEND ? amendedAt : madeAt)) {
            apply(new AgreementRecorded(
                    command.agreementId(),
                    command.awsAgreementId(),
                    command.intent(),
                    command.previousAwsAgreementId(),
                    command.acceptorAccount(),
                    command.offerId(),
                    command.startsAt(),
                    command.endsAt(),
                    command.occurredAt()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementStanding decide(LicenseAgreement command) {
        requireOneLicence(command.purchase());
        if (isLater(command.occurredAt(), licensedAt)) {
            apply(new AgreementLicensed(
                    command.agreementId(),
                    command.awsAgreementId(),
                    command.purchase(),
                    command.offerId(),
                    command.occurredAt()));
        }
        return standing();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementStanding decide(DeprovisionAgreement command) {
        requireOneLicence(command.purchase());
        if (isLater(command.occurredAt(), deprovisionedAt)) {
            apply(new AgreementDeprovisioned(
                    command.agreementId(), command.awsAgreementId(), command.purchase(), command.occurredAt()));
        }
        return standing();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementStanding decide(EndAgreement command) {
        if (isLater(command.occurredAt(), endedAt) || isGraver(command)) {
            apply(new AgreementEnded(
                    command.agreementId(), command.awsAgreementId(), command.end(), command.occurredAt()));
        }
        return standing();
    }

    private void requireOneLicence(Purchase named) {
        if (purchase != null && !purchase.subscriptionId().equals(named.subscriptionId())) {
            throw AgreementRule.ONE_LICENCE.violatedBy(agreementId);
        }
    }

    /** Of two ends at one and the same moment the one that takes more away counts, whichever comes first. */
    private boolean isGraver(EndAgreement command) {
        return end != null
                && command.occurredAt().equals(endedAt)
                && command.end().compareTo(end) > 0;
    }

    private static boolean isLater(Instant at, @Nullable Instant than) {
        return than == null || at.isAfter(than);
    }

    private AgreementStanding standing() {
        return new AgreementStanding(purchase, offerId, licensedAt, deprovisionedAt, end, endedAt);
    }

    @EventSourcingHandler
    void evolve(AgreementRecorded event) {
        agreementId = event.agreementId();
        if (event.intent() == AgreementIntent.AMEND) {
            amendedAt = event.recordedAt();
        } else {
            madeAt = event.recordedAt();
        }
    }

    @EventSourcingHandler
    void evolve(AgreementLicensed event) {
        agreementId = event.agreementId();
        purchase = event.purchase();
        offerId = event.offerId();
        licensedAt = event.licensedAt();
    }

    @EventSourcingHandler
    void evolve(AgreementDeprovisioned event) {
        agreementId = event.agreementId();
        purchase = event.purchase();
        deprovisionedAt = event.deprovisionedAt();
    }

    @EventSourcingHandler
    void evolve(AgreementEnded event) {
        agreementId = event.agreementId();
        end = event.end();
        endedAt = event.endedAt();
    }
}
