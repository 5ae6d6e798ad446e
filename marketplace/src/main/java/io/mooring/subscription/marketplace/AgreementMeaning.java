package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementCommand;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AnnounceAgreementEnd;
import io.mooring.agreement.api.DeprovisionAgreement;
import io.mooring.agreement.api.EndAgreement;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.agreement.api.RecordAgreement;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.marketplace.Interpretation.Became;
import io.mooring.subscription.marketplace.Interpretation.Effect;
import io.mooring.subscription.marketplace.Interpretation.InTurn;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import io.mooring.subscription.marketplace.Interpretation.Refused;
import io.mooring.subscription.marketplace.Reading.AgreementMessage;
import io.mooring.subscription.marketplace.Reading.AgreementMessage.Role;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskCommand;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the events of EventBridge mean: each adds to what is known of an agreement, and all that is known says what follows for the subscription. */
final class AgreementMeaning {

    /** EventBridge tells of agreements in the commercial partition only. */
    private static final String PARTITION = "aws";

    /** By AWS, when nobody answers: Agreement Cancellation Request events, seller guide. */
    private static final Duration CANCELLATION_APPROVES_ITSELF = Duration.ofDays(7);

    private final ConfiguredListings listings;
    private final KnownNames names;
    private final ReadingRequests readings;

    AgreementMeaning(ConfiguredListings listings, KnownNames names, ReadingRequests readings) {
        this.listings = listings;
        this.names = names;
        this.readings = readings;
    }

    static AgreementId idOf(String awsAgreementId) {
        return AgreementId.of(PARTITION, awsAgreementId);
    }

    Interpretation of(AgreementMessage message) {
        if (!listings.feeds().contains(Feed.EVENTBRIDGE)) {
            return recorded(message);
        }
        if (!listings.isSeller(message.account())) {
            return new Refused("unknown seller account: " + message.account());
        }
        if (message.role() == Role.ACCEPTOR) {
            return recorded(message);
        }
        if (!message.change().needsLicence()) {
            return meant(message, null);
        }
        var productCode = Objects.requireNonNull(message.productCode());
        var listing = listings.byProductCode(productCode).orElse(null);
        if (listing == null) {
            return new Refused("unknown product: " + productCode);
        }
        if (!listing.feed().includes(Feed.EVENTBRIDGE)) {
            return recorded(message);
        }
        return listings.objection(listing, message)
                .<Interpretation>map(Refused::new)
                .orElseGet(() -> new InTurn(listing, () -> named(message, listing)));
    }

    /** While a listing moves, a licence of which nothing is known may be that of a purchase which is known by customer. */
    private Meant named(AgreementMessage message, Listing listing) {
        var licenseArn = Objects.requireNonNull(message.licenseArn());
        var known = names.ofLicence(listing, licenseArn);
        if (known.isPresent()) {
            return meant(message, known.get());
        }
        var name = PurchaseName.licence(listing.id(), licenseArn);
        return new Meant(message.change().text(), null, message.agreementId(), name, (commands, actor) -> {
            readings.requestName(name, ReadingCause.MESSAGE);
            return Became.WAITING;
        });
    }

    /** What concerns none of our listings, or one that the other feed tells of. */
    private static Meant recorded(AgreementMessage message) {
        return new Meant(message.change().text(), null, message.agreementId(), Effect.NONE);
    }

    private Meant meant(AgreementMessage message, @Nullable Purchase purchase) {
        SubscriptionId subscriptionId = purchase == null ? null : purchase.subscriptionId();
        return new Meant(message.change().text(), subscriptionId, message.agreementId(), effect(message, purchase));
    }

    /** Total: every kind of event that AWS knows has its line here. */
    private Effect effect(AgreementMessage message, @Nullable Purchase purchase) {
        return switch (message.change()) {
            case CREATED, AMENDED ->
                adding(new RecordAgreement(
                        id(message),
                        message.agreement(),
                        Objects.requireNonNull(message.intent()),
                        message.previousAgreementId(),
                        message.acceptorAccount(),
                        message.offerId(),
                        message.startsAt(),
                        message.endsAt(),
                        message.occurredAt()));
            case LICENSE_UPDATED ->
                adding(new LicenseAgreement(
                                id(message),
                                message.agreement(),
                                Objects.requireNonNull(purchase),
                                message.offerId(),
                                message.occurredAt()))
                        .and(asking(purchase));
            case LICENSE_DEPROVISIONED ->
                adding(new DeprovisionAgreement(
                                id(message),
                                message.agreement(),
                                Objects.requireNonNull(purchase),
                                message.occurredAt()))
                        .and(asking(purchase));
            case ENDED -> {
                var end = Objects.requireNonNull(message.end());
                var ending = adding(new EndAgreement(id(message), message.agreement(), end, message.occurredAt()));
                yield end.isSuperseded() ? ending.and(asking(message.agreement())) : ending;
            }
            case ADVISORY_ISSUED -> opening(TaskKind.ADVISORY, message, null);
            case ADVISORY_RESOLVED -> settling(TaskKind.ADVISORY, message);
            case CANCELLATION_PENDING ->
                opening(
                        TaskKind.CANCELLATION_REQUESTED,
                        message,
                        message.occurredAt().plus(CANCELLATION_APPROVES_ITSELF));
            case CANCELLATION_APPROVED, CANCELLATION_REJECTED, CANCELLATION_CANCELLED, CANCELLATION_INVALID ->
                settling(TaskKind.CANCELLATION_REQUESTED, message);
            case BILLING_ADJUSTMENT_FAILED -> opening(TaskKind.BILLING_ADJUSTMENT_FAILED, message, null);
            case BILLING_ADJUSTMENT_COMPLETED -> settling(TaskKind.BILLING_ADJUSTMENT_FAILED, message);
            case SPEND_VET_FAILED -> opening(TaskKind.SPEND_VET_FAILED, message, null);
            case SPEND_VET_SUCCEEDED -> settling(TaskKind.SPEND_VET_FAILED, message);
            case ENDING -> announcing(message);
            case RENEWAL_TERMS_FINALIZED, RENEWAL_UPCOMING, SPEND_THRESHOLD_REACHED -> Effect.NONE;
        };
    }

    private static AgreementId id(AgreementMessage message) {
        return idOf(message.agreement());
    }

    /** One that does not say when it ends announces nothing. */
    private Effect announcing(AgreementMessage message) {
        return message.endsAt() == null
                ? Effect.NONE
                : adding(new AnnounceAgreementEnd(
                        id(message),
                        message.agreement(),
                        message.endsAt(),
                        message.autoRenewal(),
                        message.occurredAt()));
    }

    private static Effect opening(TaskKind kind, AgreementMessage message, @Nullable Instant dueAt) {
        var subject = new TaskSubject(matter(message), message.agreementId(), null, message.note());
        return sending(new OpenTask(kind, subject, message.occurredAt(), dueAt));
    }

    private static Effect settling(TaskKind kind, AgreementMessage message) {
        return sending(new SettleTask(TaskId.of(kind, matter(message)), message.occurredAt(), true));
    }

    private static Effect sending(TaskCommand command) {
        return (commands, actor) -> Became.of(commands.ask(command, Hearing.class, actor));
    }

    /** A request is a matter of its own; of anything else an agreement has one at a time. */
    private static String matter(AgreementMessage message) {
        return message.request() == null ? message.agreement() : message.request();
    }

    /** A message about a licence says that something has changed, and not what. */
    private Effect asking(Purchase purchase) {
        return (commands, actor) -> {
            readings.request(purchase.subscriptionId(), ReadingCause.MESSAGE);
            return Became.APPLIED;
        };
    }

    /** Which agreement goes on from an ended one, its own message may tell, or only AWS when it is asked. */
    private Effect asking(String awsAgreementId) {
        return (commands, actor) -> {
            readings.requestAgreement(awsAgreementId, ReadingCause.MESSAGE);
            return Became.APPLIED;
        };
    }

    private Effect adding(AgreementCommand command) {
        return (commands, actor) -> Became.of(Consequences.have(command, commands, actor, listings::isMoving));
    }
}
