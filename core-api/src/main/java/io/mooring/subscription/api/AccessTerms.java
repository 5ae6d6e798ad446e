package io.mooring.subscription.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** By when a buyer who has come is to have access. */
public interface AccessTerms {

    /**
     * Counted in business days, Monday to Friday, of the listing's time zone; public holidays count as well.
     *
     * @param listing id of the configured listing; where it is {@code null} or not configured, the earliest of all of them
     */
    Instant dueAt(@Nullable String listing, Instant landedAt);
}
