package io.mooring.subscription.marketplace;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** By when buyers of a listing are to have access, {@code mooring.listings[n]}. */
@ConfigurationProperties("mooring")
record AccessProperties(@DefaultValue List<Entry> listings) {

    AccessProperties {
        listings = List.copyOf(listings);
    }

    /**
     * Of one listing.
     *
     * @param accessWithin business days after the buyer has come: two at most, by AWS's guideline for sellers in China
     * @param timeZone whose days they are; where it is not set, {@code Asia/Shanghai} for China and {@code UTC} elsewhere
     */
    record Entry(
            String id,
            @DefaultValue("aws") String partition,
            @DefaultValue("2") int accessWithin,
            @Nullable ZoneId timeZone) {

        private static final int LONGEST = 30;

        Entry {
            if (accessWithin < 1 || accessWithin > LONGEST) {
                throw new IllegalArgumentException(
                        "mooring.listings: access-within of " + id + " must be 1 to 30 days, not " + accessWithin);
            }
        }
    }
}
