package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementComparison;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.entitlement.api.RecordEntitlements;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.FollowedAgreements;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.marketplace.Round.Compared;
import io.mooring.subscription.marketplace.Round.Rest;
import io.mooring.subscription.marketplace.Truth.InChain;
import io.mooring.subscription.marketplace.Truth.Said;
import io.mooring.task.api.KnownTasks;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import io.mooring.task.api.TaskView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks AWS first and records afterwards, all that it said of one purchase in one transaction. */
final class Reconciliation implements MarketplaceReadings {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    static final Actor ACTOR = Actor.system("aws-reading");

    /** All agreements of the Agreement API are in the commercial partition. */
    private static final String PARTITION = "aws";

    /** The Agreement API may not know at once that a cancellation has approved itself. */
    private static final Duration LAG = Duration.ofHours(1);

    private final Truth truth;
    private final Discovery discovery;
    private final ConfiguredListings listings;
    private final KnownNames names;
    private final PurchaseIdentities identities;
    private final KnownPurchases purchases;
    private final KnownEntitlements entitlements;
    private final FollowedAgreements followed;
    private final KnownTasks open;
    private final Readings readings;
    private final Commands commands;
    private final Collisions collisions = new Collisions();
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Rest rest;

    Reconciliation(
            Truth truth,
            Discovery discovery,
            ConfiguredListings listings,
            KnownNames names,
            PurchaseIdentities identities,
            KnownPurchases purchases,
            KnownEntitlements entitlements,
            FollowedAgreements followed,
            KnownTasks open,
            Readings readings,
            Commands commands,
            TransactionTemplate transactions,
            Clock clock,
            Rest rest) {
        this.truth = truth;
        this.discovery = discovery;
        this.listings = listings;
        this.names = names;
        this.identities = identities;
        this.purchases = purchases;
        this.entitlements = entitlements;
        this.followed = followed;
        this.open = open;
        this.readings = readings;
        this.commands = commands;
        this.transactions = transactions;
        this.clock = clock;
        this.rest = rest;
    }

    @Override
    public void read(SubscriptionId subscriptionId, ReadingCause cause) {
        var purchase = purchases
                .find(subscriptionId)
                .orElseThrow(() -> new MarketplaceUnavailable("No purchase is known as " + subscriptionId));
        requireAnswer(compare(purchase, cause));
    }

    @Override
    public void readAgreement(String awsAgreementId, ReadingCause cause) {
        var purchase = purchases.ofAgreement(awsAgreementId);
        if (purchase.isPresent()) {
            requireAnswer(compare(purchase.get(), cause));
        } else {
            readUnknown(awsAgreementId, cause);
        }
        commands.send(new SettleTask(TaskKind.AWS_SILENT, awsAgreementId, clock.instant()), ACTOR);
    }

    @Override
    public void readName(PurchaseName name, ReadingCause cause) {
        try {
            identities.read(name);
        } catch (AwsUnanswered unanswered) {
            throw new MarketplaceUnavailable(String.valueOf(unanswered.getMessage()));
        }
    }

    @Override
    public Pass readAll() {
        var pass = new Round(purchases, readings, it -> compare(it, ReadingCause.REGULAR), rest).run(clock);
        identities.readWaiting(clock.instant());
        // Last, as it may take long where much has changed, and what is known comes first
        discovery.look(clock.instant(), this::readFound);
        readings.ended(pass);
        LOG.info("All purchases were compared with what AWS says: {}", pass);
        return pass;
    }

    @Override
    public Optional<Pass> lastPass() {
        return readings.lastPass();
    }

    /** That AWS does not tell us of an agreement is an answer: it may be asked again, and will be answered so again. */
    private void readUnknown(String awsAgreementId, ReadingCause cause) {
        try {
            var said = truth.ofAgreement(awsAgreementId, clock.instant());
            inOneTransaction(() -> record(said, null, cause));
        } catch (AwsUnanswered unanswered) {
            if (unanswered.why() != AwsUnanswered.Why.REFUSED) {
                throw new MarketplaceUnavailable(String.valueOf(unanswered.getMessage()));
            }
            LOG.info("AWS does not tell us of agreement {}", awsAgreementId);
        }
    }

    /** What has no licence yet is about nothing that is known; it is found when it has one. */
    private boolean readFound(Listing listing, String awsAgreementId) {
        var said = truth.ofAgreement(awsAgreementId, clock.instant());
        for (var agreement : said.agreements()) {
            var licence = agreement.reading().licenseArn();
            if (licence != null && names.ofLicence(listing, licence).isEmpty()) {
                identities.read(PurchaseName.licence(listing.id(), licence));
            }
        }
        return inOneTransaction(() -> {
            var found = false;
            for (var agreement : said.agreements()) {
                var licence = agreement.reading().licenseArn();
                var purchase = licence == null
                        ? null
                        : names.ofLicence(listing, licence).orElse(null);
                found |= purchase != null
                        && !record(agreement, purchase, said, ReadingCause.FOUND)
                                .differences()
                                .isEmpty();
            }
            return found;
        });
    }

    private Compared compare(PurchaseView known, ReadingCause cause) {
        var listing = listings.byId(known.purchase().listing()).orElse(null);
        if (listing == null) {
            LOG.warn(
                    "{} is of listing {}, which is not configured",
                    known.subscriptionId(),
                    known.purchase().listing());
            return new Compared(false, null);
        }
        var said = truth.ofPurchase(listing, known.purchase(), known.awsAgreementId(), clock.instant());
        var open = said.open().orElse(null);
        var differs = inOneTransaction(() -> {
            var isNew = record(said, known, cause);
            if (open == null) {
                commands.send(
                        new SettleTask(
                                TaskKind.AWS_SILENT, known.subscriptionId().value(), said.at()),
                        ACTOR);
            }
            return isNew;
        });
        var customer = known.purchase().customerIdentifier();
        if (customer != null
                && known.purchase().licenseArn() == null
                && listing.feed().includes(Feed.EVENTBRIDGE)) {
            readName(PurchaseName.customer(listing.id(), customer), cause);
        }
        return new Compared(differs, open);
    }

    /** Begun again when it meets somebody else on an aggregate or in a deadlock: within a transaction a command is sent once only. */
    private boolean inOneTransaction(Supplier<Boolean> work) {
        return Boolean.TRUE.equals(collisions.again(() -> transactions.execute(transaction -> work.get())));
    }

    private static void requireAnswer(Compared compared) {
        if (compared.unanswered() != null) {
            throw new MarketplaceUnavailable(
                    String.valueOf(compared.unanswered().getMessage()));
        }
    }

    private boolean record(Said said, @Nullable PurchaseView known, ReadingCause cause) {
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
        return commands.ask(new RecordEntitlements(id, said, cause, readAt), Boolean.class, ACTOR);
    }

    /** Where no agreement says how the purchase stands, its entitlements are all that AWS tells when its messages are lost; whether it is over, a person decides. */
    private void missEntitlements(Said said, PurchaseView known) {
        var id = known.subscriptionId();
        if (said.entitlements() != null && !said.entitlements().isEmpty()) {
            commands.send(new SettleTask(TaskKind.ENTITLEMENTS_GONE, id.value(), said.at()), ACTOR);
        } else if (said.agreements().isEmpty()
                && said.open().isEmpty()
                && known.status() == SubscriptionStatus.CONFIRMED) {
            var subject = new TaskSubject(id.value(), known.awsAgreementId(), id, null);
            commands.send(new OpenTask(TaskKind.ENTITLEMENTS_GONE, subject, said.at(), null), ACTOR);
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

    private AgreementComparison record(InChain agreement, @Nullable Purchase purchase, Said said, ReadingCause cause) {
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
                ACTOR);
        if (!comparison.differences().isEmpty()) {
            LOG.info("AWS says of agreement {} anew: {}", reading.awsAgreementId(), comparison.differences());
        }
        Consequences.of(comparison.standing(), commands, ACTOR);
        settleCancellation(reading, said.at());
        return comparison;
    }

    /** The answer to a request may be lost: an agreement that is over needs none any more, and one that is in force after the request was due had another one. */
    private void settleCancellation(AgreementReading reading, Instant at) {
        open.ofAgreement(TaskKind.CANCELLATION_REQUESTED, reading.awsAgreementId()).stream()
                .filter(task -> Truth.isOver(reading) || isAnswered(task, reading, at))
                .forEach(task -> commands.send(new SettleTask(task.taskId(), at, false), ACTOR));
    }

    private static boolean isAnswered(TaskView request, AgreementReading reading, Instant at) {
        return reading.status() == Status.ACTIVE
                && request.dueAt() != null
                && !at.isBefore(request.dueAt().plus(LAG));
    }

    /** Agreements of one chain are about one listing; which licence is whose, AWS says, and where it does not we know our own. */
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
                .orElseGet(() ->
                        new Purchase(purchase.listing(), purchase.partition(), purchase.productCode(), null, licence));
    }
}
