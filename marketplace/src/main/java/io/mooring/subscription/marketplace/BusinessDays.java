package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.AccessTerms;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts business days by the settings of each listing; who comes on a weekend has come on Monday at midnight. */
final class BusinessDays implements AccessTerms {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final ZoneId ELSEWHERE = ZoneId.of("UTC");

    private final List<AccessProperties.Entry> listings;

    BusinessDays(AccessProperties properties) {
        this.listings = properties.listings();
    }

    @Override
    public Instant dueAt(@Nullable String listing, Instant landedAt) {
        var own = listings.stream().filter(it -> it.id().equals(listing)).toList();
        return (own.isEmpty() ? listings : own)
                .stream()
                        .map(it -> after(landedAt, it.accessWithin(), zone(it)))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
    }

    private static ZoneId zone(AccessProperties.Entry listing) {
        return Objects.requireNonNullElse(
                listing.timeZone(), Partition.of(listing.partition()) == Partition.AWS_CN ? CHINA : ELSEWHERE);
    }

    private static Instant after(Instant landedAt, int days, ZoneId zone) {
        var at = landedAt.atZone(zone);
        if (isWeekend(at)) {
            at = at.with(LocalTime.MIDNIGHT);
        }
        at = onWorkday(at);
        for (var day = 0; day < days; day++) {
            at = onWorkday(at.plusDays(1));
        }
        return at.toInstant();
    }

    private static ZonedDateTime onWorkday(ZonedDateTime from) {
        var at = from;
        while (isWeekend(at)) {
            at = at.plusDays(1);
        }
        return at;
    }

    private static boolean isWeekend(ZonedDateTime at) {
        return at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
