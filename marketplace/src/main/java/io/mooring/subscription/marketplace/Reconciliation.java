package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.marketplace.Pacing.Rest;
import io.mooring.subscription.marketplace.Round.Compared;
import io.mooring.subscription.marketplace.Truth.Said;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks AWS first and records afterwards, all that it said of one purchase in one transaction. */
final class Reconciliation implements MarketplaceReadings {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    static final Actor ACTOR = Actor.system("aws-reading");

    private final Truth truth;
    private final Discovery discovery;
    private final ConfiguredListings listings;
    private final KnownNames names;
    private final PurchaseIdentities identities;
    private final KnownPurchases purchases;
    private final Readings readings;
    private final AnswerRecorder recorder;
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
            AnswerRecorder recorder,
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
        this.readings = readings;
        this.recorder = recorder;
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
        var pacing = new Pacing(rest);
        var pass = new Round(purchases, readings, it -> compare(it, ReadingCause.REGULAR), pacing).run(clock);
        identities.readWaiting(clock.instant());
        readings.ended(pass);
        LOG.info("All purchases were compared with what AWS says: {}", pass);
        // Last, as it may take long where much has changed, and what is known comes first
        discovery.look(clock.instant(), pacing, this::readFound);
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
            inOneTransaction(() -> recorder.record(said, null, cause));
        } catch (AwsUnanswered unanswered) {
            if (unanswered.why() != AwsUnanswered.Why.REFUSED) {
                throw new MarketplaceUnavailable(String.valueOf(unanswered.getMessage()));
            }
            LOG.info("AWS does not tell us of agreement {}", awsAgreementId);
        }
    }

    /** What has no licence yet is about nothing that is known; it is found when it has one. That AWS does not tell us of one is an answer. */
    private boolean readFound(Listing listing, String awsAgreementId) {
        Said said;
        try {
            said = truth.ofAgreement(listing, awsAgreementId, clock.instant());
        } catch (AwsUnanswered unanswered) {
            if (unanswered.why() != AwsUnanswered.Why.REFUSED) {
                throw unanswered;
            }
            LOG.info("AWS does not tell us of agreement {}", awsAgreementId);
            return false;
        }
        readNames(listing, said);
        return inOneTransaction(() -> {
            names.lock(listing);
            var found = false;
            for (var agreement : said.agreements()) {
                var licence = agreement.reading().licenseArn();
                var purchase = licence == null
                        ? null
                        : names.ofLicence(listing, licence).orElse(null);
                found |= purchase != null
                        && !recorder.record(agreement, purchase, said, ReadingCause.FOUND)
                                .differences()
                                .isEmpty();
            }
            return found;
        });
    }

    /** While the listing moves a licence may be that of a purchase which is known by customer: whose it is, AWS is asked before anything is recorded of it. */
    private void readNames(Listing listing, Said said) {
        for (var agreement : said.agreements()) {
            var licence = agreement.reading().licenseArn();
            if (licence != null && names.ofLicence(listing, licence).isEmpty()) {
                identities.read(PurchaseName.licence(listing.id(), licence));
            }
        }
    }

    private Compared compare(PurchaseView known, ReadingCause cause) {
        var listing = listings.byId(known.purchase().listing()).orElse(null);
        if (listing == null) {
            LOG.warn(
                    "{} is of listing {}, which is not configured",
                    known.subscriptionId(),
                    known.purchase().listing());
            return new Compared(false, List.of());
        }
        var said = truth.ofPurchase(listing, known.purchase(), known.awsAgreementId(), clock.instant());
        var open = new ArrayList<>(said.open());
        try {
            readNames(listing, said);
        } catch (AwsUnanswered unanswered) {
            open.add(unanswered);
        }
        var differs = inOneTransaction(() -> {
            names.lock(listing);
            var isNew = recorder.record(said, known, cause);
            if (open.isEmpty()) {
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
        compared.unanswered().stream().findFirst().ifPresent(unanswered -> {
            throw new MarketplaceUnavailable(String.valueOf(unanswered.getMessage()));
        });
    }
}
