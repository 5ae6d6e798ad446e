package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.DeprovisionAgreement;
import io.mooring.agreement.api.EndAgreement;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.agreement.api.RecordAgreement;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.marketplace.Interpretation.Effect;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import io.mooring.subscription.marketplace.Interpretation.Refused;
import io.mooring.subscription.marketplace.Reading.AgreementMessage;
import io.mooring.subscription.marketplace.Reading.AgreementMessage.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the events of EventBridge mean: each adds to what is known of an agreement, and all that is known says what follows for the subscription. */
final class AgreementMeaning {

    /** EventBridge tells of agreements in the commercial partition only. */
    private static final String PARTITION = "aws";

    private final ConfiguredListings listings;

    AgreementMeaning(ConfiguredListings listings) {
        this.listings = listings;
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
        if (listing.feed() != Feed.EVENTBRIDGE) {
            return recorded(message);
        }
        return listings.objection(listing, message)
                .<Interpretation>map(Refused::new)
                .orElseGet(() -> meant(
                        message,
                        new Purchase(
                                listing.id(), listing.partition(), listing.productCode(), null, message.licenseArn())));
    }

    /** What concerns none of our listings, or one that the other feed tells of. */
    private static Meant recorded(AgreementMessage message) {
        return new Meant(message.change().text(), null, message.agreementId(), Effect.NONE);
    }

    private static Meant meant(AgreementMessage message, @Nullable Purchase purchase) {
        SubscriptionId subscriptionId = purchase == null ? null : purchase.subscriptionId();
        return new Meant(message.change().text(), subscriptionId, message.agreementId(), effect(message, purchase));
    }

    /** Total: every kind of event that AWS knows has its line here. */
    private static Effect effect(AgreementMessage message, @Nullable Purchase purchase) {
        var id = AgreementId.of(PARTITION, message.agreementId());
        return switch (message.change()) {
            case CREATED, AMENDED ->
                (commands, actor) -> commands.send(
                        new RecordAgreement(
                                id,
                                message.agreementId(),
                                Objects.requireNonNull(message.intent()),
                                message.previousAgreementId(),
                                message.acceptorAccount(),
                                message.offerId(),
                                message.startsAt(),
                                message.endsAt(),
                                message.occurredAt()),
                        actor);
            case LICENSE_UPDATED ->
                adding(new LicenseAgreement(
                        id,
                        message.agreementId(),
                        Objects.requireNonNull(purchase),
                        message.offerId(),
                        message.occurredAt()));
            case LICENSE_DEPROVISIONED ->
                adding(new DeprovisionAgreement(
                        id, message.agreementId(), Objects.requireNonNull(purchase), message.occurredAt()));
            case ENDED ->
                adding(new EndAgreement(
                        id, message.agreementId(), Objects.requireNonNull(message.end()), message.occurredAt()));
            case ADVISORY_ISSUED,
                    ADVISORY_RESOLVED,
                    ENDING,
                    RENEWAL_TERMS_FINALIZED,
                    RENEWAL_UPCOMING,
                    CANCELLATION_PENDING,
                    CANCELLATION_APPROVED,
                    CANCELLATION_REJECTED,
                    CANCELLATION_CANCELLED,
                    CANCELLATION_INVALID,
                    BILLING_ADJUSTMENT_COMPLETED,
                    BILLING_ADJUSTMENT_FAILED,
                    SPEND_THRESHOLD_REACHED,
                    SPEND_VET_SUCCEEDED,
                    SPEND_VET_FAILED -> Effect.NONE;
        };
    }

    private static Effect adding(Object command) {
        return (commands, actor) ->
                commands.ask(command, AgreementStanding.class, actor).due().forEach(due -> commands.send(due, actor));
    }
}
