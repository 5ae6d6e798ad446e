package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.subscription.api.Feed;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a queue message turned out to be. */
sealed interface Reading {

    /** Which of AWS's two feeds it is in the form of. */
    Feed feed();

    /** The same for every delivery of one notification. */
    String stableId();

    /**
     * What AWS says of a purchase.
     *
     * @param topicArn where it was published; absent with raw delivery
     * @param occurredAt when AWS published it, or when it came into the queue where that is not told
     */
    record Notification(
            String stableId,
            Action action,
            String customerIdentifier,
            String productCode,
            @Nullable String offerId,
            boolean freeTrial,
            Instant occurredAt,
            @Nullable String topicArn)
            implements Reading {

        @Override
        public Feed feed() {
            return Feed.SNS;
        }
    }

    /** Everything that AWS announces on the topics of a SaaS product. */
    enum Action {
        SUBSCRIBE_SUCCESS("subscribe-success"),
        SUBSCRIBE_FAIL("subscribe-fail"),
        UNSUBSCRIBE_PENDING("unsubscribe-pending"),
        UNSUBSCRIBE_SUCCESS("unsubscribe-success"),
        ENTITLEMENT_UPDATED("entitlement-updated");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Optional<Action> of(String text) {
            return Arrays.stream(values())
                    .filter(action -> action.text.equals(text))
                    .findFirst();
        }
    }

    /**
     * What AWS says of an agreement or its licence.
     *
     * @param role whose part of the agreement the event is told for
     * @param account the seller's, on whose bus the event was
     * @param agreementId absent in events about a refund, where AWS may name its request only
     * @param intent of an agreement that was made or changed, as {@code end} of one that is over
     * @param licenseArn with {@code productCode} in events about a licence
     * @param request AWS's id of the request about the agreement that an event is of, for a cancellation or a refund
     * @param note what AWS says of it in a word or two
     * @param autoRenewal whether an agreement that is about to end is renewed by itself
     * @param occurredAt by AWS's clock
     */
    record AgreementMessage(
            String stableId,
            Change change,
            Role role,
            String account,
            @Nullable String agreementId,
            @Nullable AgreementIntent intent,
            @Nullable AgreementEnd end,
            @Nullable String previousAgreementId,
            @Nullable String licenseArn,
            @Nullable String productCode,
            @Nullable String productId,
            @Nullable String acceptorAccount,
            @Nullable String offerId,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Boolean autoRenewal,
            @Nullable String request,
            @Nullable String note,
            Instant occurredAt)
            implements Reading {

        @Override
        public Feed feed() {
            return Feed.EVENTBRIDGE;
        }

        /** Of an event that is not one about a refund. */
        String agreement() {
            return Objects.requireNonNull(agreementId, "The event names no agreement");
        }

        /** In which part of an agreement an account is told of it. */
        enum Role {
            MANUFACTURER("Manufacturer"),
            PROPOSER("Proposer"),
            /** As a buyer: the seller's account may buy something itself, and hears of it on the same bus. */
            ACCEPTOR("Acceptor");

            private final String text;

            Role(String text) {
                this.text = text;
            }

            static Optional<Role> of(String text) {
                return Arrays.stream(values())
                        .filter(role -> role.text.equals(text))
                        .findFirst();
            }
        }

        /** Every kind of event about agreements that AWS sends to sellers. */
        enum Change {
            CREATED("Purchase Agreement Created"),
            AMENDED("Purchase Agreement Amended"),
            ENDED("Purchase Agreement Ended"),
            LICENSE_UPDATED("License Updated"),
            LICENSE_DEPROVISIONED("License Deprovisioned"),
            ADVISORY_ISSUED("Purchase Agreement Advisory Issued"),
            ADVISORY_RESOLVED("Purchase Agreement Advisory Resolved"),
            ENDING("Purchase Agreement Ending"),
            RENEWAL_TERMS_FINALIZED("Purchase Agreement Renewal Terms Finalized"),
            RENEWAL_UPCOMING("Purchase Agreement Renewal Upcoming"),
            CANCELLATION_PENDING("Agreement Cancellation Request Pending Approval"),
            CANCELLATION_APPROVED("Agreement Cancellation Request Approved"),
            CANCELLATION_REJECTED("Agreement Cancellation Request Rejected"),
            CANCELLATION_CANCELLED("Agreement Cancellation Request Cancelled"),
            CANCELLATION_INVALID("Agreement Cancellation Request Validation Failed"),
            BILLING_ADJUSTMENT_COMPLETED("Purchase Agreement Billing Adjustment Completed"),
            BILLING_ADJUSTMENT_FAILED("Purchase Agreement Billing Adjustment Failed"),
            SPEND_THRESHOLD_REACHED("Purchase Agreement Spend Threshold Reached"),
            SPEND_VET_SUCCEEDED("Purchase Agreement Spend Threshold Vet Succeeded"),
            SPEND_VET_FAILED("Purchase Agreement Spend Threshold Vet Failed");

            private static final String PREFIX = "Purchase Agreement ";

            private final String text;

            Change(String text) {
                this.text = text;
            }

            String text() {
                return text;
            }

            boolean needsIntent() {
                return this == CREATED || this == AMENDED;
            }

            boolean isOfRefund() {
                return this == BILLING_ADJUSTMENT_COMPLETED || this == BILLING_ADJUSTMENT_FAILED;
            }

            boolean needsLicence() {
                return this == LICENSE_UPDATED || this == LICENSE_DEPROVISIONED;
            }

            /** By its text; AWS prints some with the first two words and without. */
            static Optional<Change> of(String text) {
                return Arrays.stream(values())
                        .filter(change -> change.text.equals(text) || change.text.equals(PREFIX + text))
                        .findFirst();
            }
        }
    }

    /** Nothing that can be acted on; the reason holds nothing of the message but names and sizes. */
    record Unreadable(Feed feed, String stableId, String reason) implements Reading {}
}
