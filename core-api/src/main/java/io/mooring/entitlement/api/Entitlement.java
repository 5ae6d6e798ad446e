package io.mooring.entitlement.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One dimension of a contract.
 *
 * @param kind what {@code amount} is a text of
 * @param amount as AWS wrote it; {@code null} where it told none
 * @param validUntil at least until then; a contract that renews has one too, so passing it revokes nothing
 */
public record Entitlement(
        String dimension,
        Kind kind,
        @Nullable String amount,
        @Nullable Instant validUntil) {

    /** What an amount is. */
    public enum Kind {
        INTEGER,
        DOUBLE,
        BOOLEAN,
        STRING,
        /** AWS sent none, or one of a kind that is not known here. */
        UNTOLD
    }
}
