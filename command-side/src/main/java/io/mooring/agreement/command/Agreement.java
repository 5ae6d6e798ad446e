package io.mooring.agreement.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.agreement.api.AgreementComparison;
import io.mooring.agreement.api.AgreementDecided;
import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementEndAnnounced;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementEvent;
import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementLicensed;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.AgreementRule;
import io.mooring.agreement.api.AgreementSucceeded;
import io.mooring.agreement.api.AnnounceAgreementEnd;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.agreement.api.DecideAgreement;
import io.mooring.agreement.api.DeprovisionAgreement;
import io.mooring.agreement.api.EndAgreement;
import io.mooring.agreement.api.FreeTrialEndLearnt;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.agreement.api.RecordAgreement;
import io.mooring.agreement.api.SucceedAgreement;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Purchase;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One agreement as AWS tells of it, each fact in a message of its own. Of two statements about one fact the later one counts, by AWS's own time, so that
 * what is known in the end does not depend on the order in which it was learnt. What AWS says when it is asked counts as said at that moment.
 */
@Aggregate(lockFactory = "databaseDecides")
class Agreement {

    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @AggregateIdentifier AgreementId agreementId;

    private final AgreementFacts known = new AgreementFacts();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementHearing decide(RecordAgreement command) {
        var hearing = known.hear(command.intent(), command.occurredAt());
        if (hearing.isNews()) {
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
        return new AgreementHearing(hearing, known.standing());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementHearing decide(LicenseAgreement command) {
        requireOneLicence(command.agreementId(), command.purchase());
        var hearing = known.hearOfLicence(command.occurredAt());
        if (hearing.isNews()) {
            apply(new AgreementLicensed(
                    command.agreementId(),
                    command.awsAgreementId(),
                    command.purchase(),
                    command.offerId(),
                    command.occurredAt()));
        }
        return new AgreementHearing(hearing, known.standing());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementHearing decide(DeprovisionAgreement command) {
        requireOneLicence(command.agreementId(), command.purchase());
        var hearing = known.hearOfDeprovision(command.occurredAt());
        if (hearing.isNews()) {
            apply(new AgreementDeprovisioned(
                    command.agreementId(), command.awsAgreementId(), command.purchase(), command.occurredAt()));
        }
        return new AgreementHearing(hearing, known.standing());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementHearing decide(EndAgreement command) {
        var hearing = known.hearOfEnd(command.end(), command.occurredAt());
        if (hearing.isNews()) {
            apply(new AgreementEnded(
                    command.agreementId(), command.awsAgreementId(), command.end(), command.occurredAt()));
        }
        return new AgreementHearing(hearing, known.standing());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementHearing decide(AnnounceAgreementEnd command) {
        var hearing = known.hearOfAnnouncement(command.occurredAt());
        if (hearing.isNews()) {
            apply(new AgreementEndAnnounced(
                    command.agreementId(),
                    command.awsAgreementId(),
                    command.endsAt(),
                    command.autoRenewal(),
                    command.occurredAt()));
        }
        return new AgreementHearing(hearing, known.standing());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementHearing decide(SucceedAgreement command) {
        var isNews = !known.hasSuccessor();
        if (isNews) {
            apply(new AgreementSucceeded(
                    command.agreementId(),
                    command.awsAgreementId(),
                    command.successorAwsAgreementId(),
                    command.successor(),
                    command.occurredAt()));
        }
        return heard(isNews, "succeeded", command.occurredAt());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementComparison decide(CompareAgreement command) {
        if (command.purchase() != null) {
            requireOneLicence(command.agreementId(), command.purchase());
        }
        var differences = AgreementDifferences.of(known, command);
        if (!differences.isEmpty()) {
            apply(new AgreementRead(
                    command.agreementId(),
                    command.reading().awsAgreementId(),
                    command.reading(),
                    command.purchase(),
                    command.previousAwsAgreementId(),
                    differences,
                    command.cause(),
                    command.readAt()));
        }
        if (command.freeTrialEndsAt() != null && known.isFreeTrialEndNews(command.freeTrialEndsAt())) {
            apply(new FreeTrialEndLearnt(
                    command.agreementId(),
                    command.reading().awsAgreementId(),
                    command.freeTrialEndsAt(),
                    command.readAt()));
        }
        return new AgreementComparison(differences, known.standing());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AgreementHearing decide(DecideAgreement command, Clock clock) {
        requireOneLicence(command.agreementId(), command.purchase());
        var isNews = switch (command.decision()) {
            case IN_FORCE -> {
                if (known.hasEnded()) {
                    throw AgreementRule.NOT_OVER.violatedBy(command.agreementId());
                }
                yield true;
            }
            case OVER -> !known.isDecidedToBeOver(clock.instant());
            case FOLLOWS -> {
                if (known.followsAnotherThan(command.previousAwsAgreementId())) {
                    throw AgreementRule.FOLLOWS_ONE.violatedBy(command.agreementId());
                }
                yield !known.hasPredecessor();
            }
        };
        if (isNews) {
            apply(new AgreementDecided(
                    command.agreementId(),
                    command.awsAgreementId(),
                    command.purchase(),
                    command.decision(),
                    command.previousAwsAgreementId(),
                    command.reason(),
                    clock.instant()));
        }
        return heard(isNews, "decided", clock.instant());
    }

    private AgreementHearing heard(boolean isNews, String fact, Instant at) {
        return new AgreementHearing(new Hearing(isNews ? Heard.NEWS : Heard.TOLD_BEFORE, fact, at), known.standing());
    }

    private void requireOneLicence(AgreementId id, Purchase named) {
        if (known.isOfAnotherLicenceThan(named)) {
            throw AgreementRule.ONE_LICENCE.violatedBy(id);
        }
    }

    @EventSourcingHandler
    void evolve(AgreementEvent event) {
        agreementId = event.agreementId();
        switch (event) {
            case AgreementRecorded recorded -> known.learn(recorded);
            case AgreementLicensed licensed -> known.learn(licensed);
            case AgreementDeprovisioned deprovisioned -> known.learn(deprovisioned);
            case AgreementEnded ended -> known.learn(ended);
            case AgreementSucceeded succeeded -> known.learn(succeeded);
            case AgreementEndAnnounced announced -> known.learn(announced);
            case FreeTrialEndLearnt learnt -> known.learn(learnt);
            case AgreementRead read -> known.learn(read);
            case AgreementDecided decided -> known.learn(decided);
        }
    }
}
