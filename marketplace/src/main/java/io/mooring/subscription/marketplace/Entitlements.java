package io.mooring.subscription.marketplace;

import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a buyer may use, as AWS sees it now. */
interface Entitlements {

    /** All of one purchase; none where the product is paid by usage alone. Blocks for some seconds at most. */
    List<Entitlement> of(Purchase purchase);

    /**
     * One dimension of a contract.
     *
     * @param validUntil at least until then; a contract that renews has one too, so passing it revokes nothing
     */
    record Entitlement(
            String dimension,
            Amount amount,
            @Nullable Instant validUntil,
            @Nullable String customerIdentifier,
            @Nullable String awsAccountId,
            @Nullable String licenseArn) {

        /** As it is recorded. */
        io.mooring.entitlement.api.Entitlement known() {
            return switch (amount) {
                case Amount.Whole(var value) -> known(Kind.INTEGER, String.valueOf(value));
                case Amount.Fraction(var value) -> known(Kind.DOUBLE, String.valueOf(value));
                case Amount.Switch(var value) -> known(Kind.BOOLEAN, String.valueOf(value));
                case Amount.Text(var value) -> known(Kind.STRING, value);
                case Amount.Untold() -> known(Kind.UNTOLD, null);
            };
        }

        private io.mooring.entitlement.api.Entitlement known(Kind kind, @Nullable String text) {
            return new io.mooring.entitlement.api.Entitlement(dimension, kind, text, validUntil);
        }
    }

    /** How much of it. */
    sealed interface Amount {
        record Whole(int value) implements Amount {}

        record Fraction(double value) implements Amount {}

        record Switch(boolean value) implements Amount {}

        record Text(String value) implements Amount {}

        /** AWS sent none, or one of a kind that is not known here. */
        record Untold() implements Amount {}
    }

    /** AWS did not answer, or not in time. */
    final class EntitlementsUnavailable extends AwsUnanswered {
        private static final long serialVersionUID = 1L;

        EntitlementsUnavailable(String reason, Why why) {
            super("The entitlements could not be read: " + reason, why);
        }
    }
}
