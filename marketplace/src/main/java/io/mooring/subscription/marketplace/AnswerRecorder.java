package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementComparison;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.audit.api.Commands;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.entitlement.api.RecordEntitlements;
import io.mooring.subscription.api.FollowedAgreements;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.marketplace.Truth.InChain;
import io.mooring.subscription.marketplace.Truth.Said;
import io.mooring.task.api.KnownTasks;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import io.mooring.task.api.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what AWS said of a purchase or an agreement, in the caller's transaction, which has the listing's names. */
final class AnswerRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerRecorder.class);

    /** All agreements of the Agreement API are in the commercial partition. */
    private static final String PARTITION = "aws";

    /** The Agreement API may not know at once that a cancellation has approved itself. */
    private static final Duration LAG = Duration.ofHours(1);

    private final ConfiguredListings listings;
    private final KnownNames names;
    private final KnownEntitlements entitlements;
    private final FollowedAgreements followed;
    private final KnownTasks open;
    private final Readings readings;
    private final Commands commands;

    AnswerRecorder(
            ConfiguredListings listings,
            KnownNames names,
            KnownEntitlements entitlements,
            FollowedAgreements followed,
            KnownTasks open,
            Readings readings,
            Commands commands) {
        this.listings = listings;
        this.names = names;
        this.entitlements = entitlements;
        this.followed = followed;
        this.open = open;
        this.readings = readings;
        this.commands = commands;
    }

    /** All of it; returns whether something was not known. {@code known} is what was asked about, where a purchase was. */
    boolean record(Said said, @Nullable PurchaseView known, ReadingCause cause) {
        var differs = false;
        var isFollowed = false;
        for (var agreement : said.agreements()) {
            var purchase = purchaseOf(agreement, known);
            if (purchase != null || known == null) {
                var comparison = record(agreement, purchase, said, cause);
                differs |= !comparison.differences().isEmpty();
                isFollowed |= isOf(known, agreement.reading()) && isFollowed(agreement.reading(), comparison);
            }
        }
        if (known != null && said.entitlements() != null && !isGap(said, known, isFollowed)) {
            var changed = record(known.subscriptionId(), said.entitlements(), cause, said.at());
            if (changed) {
                missEntitlements(said, known);
            }
            differs |= changed;
            readings.answered(known.subscriptionId(), said.at());
        }
        return differs;
    }

    private boolean record(
            SubscriptionId id, List<Entitlements.Entitlement> entitled, ReadingCause cause, Instant readAt) {
        var said = entitled.stream().map(Entitlements.Entitlement::known).toList();
        return commands.ask(new RecordEntitlements(id, said, cause, readAt), Boolean.class, Reconciliation.ACTOR);
    }

    /** Where no agreement says how the purchase stands, its entitlements are all that AWS tells when its messages are lost; whether it is over, a person decides. */
    private void missEntitlements(Said said, PurchaseView known) {
        var id = known.subscriptionId();
        if (said.entitlements() != null && !said.entitlements().isEmpty()) {
            commands.send(new SettleTask(TaskKind.ENTITLEMENTS_GONE, id.value(), said.at()), Reconciliation.ACTOR);
        } else if (said.agreements().isEmpty()
                && said.open().isEmpty()
                && known.status() == SubscriptionStatus.CONFIRMED) {
            var subject = new TaskSubject(id.value(), known.awsAgreementId(), id, null);
            commands.send(new OpenTask(TaskKind.ENTITLEMENTS_GONE, subject, said.at(), null), Reconciliation.ACTOR);
        }
    }

    private static boolean isOf(@Nullable PurchaseView known, AgreementReading reading) {
        return known != null && reading.awsAgreementId().equals(known.awsAgreementId());
    }

    /** Messages may have told of it before the Agreement API does. */
    private static boolean isFollowed(AgreementReading reading, AgreementComparison comparison) {
        var end = comparison.standing().end();
        return Truth.isFollowed(reading) || (end != null && end.isSuperseded());
    }

    /**
     * A renewed licence is empty before its successor is told of: what was last known goes on to serve until it is too old. So it does while AWS does not say
     * whether another agreement follows; where AWS tells us nothing of the agreement, as of a channel partner's, its messages have.
     */
    private boolean isGap(Said said, PurchaseView known, boolean isFollowed) {
        if (said.entitlements() == null || !said.entitlements().isEmpty()) {
            return false;
        }
        return isFollowed
                || (said.agreements().isEmpty()
                        && known.awsAgreementId() != null
                        && followed.isFollowed(known.awsAgreementId()))
                || (said.isAgreementOpen()
                        && !entitlements.of(known.subscriptionId()).isEmpty());
    }

    AgreementComparison record(InChain agreement, @Nullable Purchase purchase, Said said, ReadingCause cause) {
        var reading = agreement.reading();
        var comparison = commands.ask(
                new CompareAgreement(
                        AgreementId.of(PARTITION, reading.awsAgreementId()),
                        reading,
                        purchase,
                        agreement.previous(),
                        agreement.freeTrialEndsAt(),
                        cause,
                        said.at()),
                AgreementComparison.class,
                Reconciliation.ACTOR);
        if (!comparison.differences().isEmpty()) {
            LOG.info("AWS says of agreement {} anew: {}", reading.awsAgreementId(), comparison.differences());
        }
        Consequences.of(comparison.standing(), commands, Reconciliation.ACTOR);
        settleCancellation(reading, said.at());
        return comparison;
    }

    /** The answer to a request may be lost: an agreement that is over needs none any more, and one that is in force after the request was due had another one. */
    private void settleCancellation(AgreementReading reading, Instant at) {
        open.ofAgreement(TaskKind.CANCELLATION_REQUESTED, reading.awsAgreementId()).stream()
                .filter(task -> Truth.isOver(reading) || isAnswered(task, reading, at))
                .forEach(task -> commands.send(new SettleTask(task.taskId(), at, false), Reconciliation.ACTOR));
    }

    private static boolean isAnswered(TaskView request, AgreementReading reading, Instant at) {
        return reading.status() == Status.ACTIVE
                && request.dueAt() != null
                && !at.isBefore(request.dueAt().plus(LAG));
    }

    /**
     * Agreements of one chain are about one listing; which licence is whose, AWS says, and where it does not we know our own. Within a transaction that has the
     * listing's names, so that nobody names the licence meanwhile.
     */
    private @Nullable Purchase purchaseOf(InChain agreement, @Nullable PurchaseView known) {
        if (known == null) {
            return null;
        }
        var purchase = known.purchase();
        var licence = agreement.reading().licenseArn();
        if (licence == null) {
            var isTheirs = agreement.reading().awsAgreementId().equals(known.awsAgreementId());
            return isTheirs ? purchase : null;
        }
        return listings.byId(purchase.listing())
                .flatMap(listing -> names.ofLicence(listing, licence))
                .orElse(null);
    }
}
