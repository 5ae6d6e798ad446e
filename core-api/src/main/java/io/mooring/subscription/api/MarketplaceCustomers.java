package io.mooring.subscription.api;

import org.jspecify.annotations.Nullable;

/** Tells who a registration token from AWS stands for. */
public interface MarketplaceCustomers {

    /**
     * Asks AWS once; blocks for some seconds at most and never inside a transaction.
     *
     * @throws TokenRefused when AWS, or the listing, does not accept the token
     */
    ResolvedCustomer resolve(Listing listing, String registrationToken);

    /**
     * The buyer as AWS knows them.
     *
     * @param purchase by the licence where AWS named one and the listing is told of by events, else by the customer identifier
     * @param customerIdentifier what AWS called the buyer besides, where it named both and the listing is told of by events
     */
    record ResolvedCustomer(
            Purchase purchase,
            @Nullable String awsAccountId,
            @Nullable String customerIdentifier) {

        public ResolvedCustomer(Purchase purchase, @Nullable String awsAccountId) {
            this(purchase, awsAccountId, null);
        }
    }

    /** A token that leads nowhere; the message holds nothing of it. */
    final class TokenRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Why a token was not accepted. */
        public enum Reason {
            /** AWS does not know it. */
            INVALID,
            /** It was good once. */
            EXPIRED,
            /** It belongs to another product than this landing page's. */
            OTHER_PRODUCT,
            /** AWS did not answer, or not in time; the same token may work later. */
            AWS_UNAVAILABLE
        }

        private final Reason reason;

        public TokenRefused(Reason reason) {
            super("Registration token refused: " + reason);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }
}
