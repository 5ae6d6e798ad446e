package io.mooring.subscription.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessDaysTest {

    private final BusinessDays days = new BusinessDays(new AccessProperties(List.of(
            new AccessProperties.Entry("china", "aws-cn", 2, null),
            new AccessProperties.Entry("metrics", "aws", 2, null),
            new AccessProperties.Entry("patient", "aws", 5, ZoneId.of("America/New_York")))));

    /** 2026-11-23 is a Monday. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00Z, 2026-11-25T10:00:00Z",
        "2026-11-26T10:00:00Z, 2026-11-30T10:00:00Z",
        "2026-11-27T23:59:59Z, 2026-12-01T23:59:59Z",
        "2026-11-28T00:00:00Z, 2026-12-02T00:00:00Z",
        "2026-11-29T23:00:00Z, 2026-12-02T00:00:00Z"
    })
    void two_days_from_monday_to_friday(Instant landed, Instant due) {
        assertThat(days.dueAt("metrics", landed)).isEqualTo(due);
    }

    /** Friday in the evening by UTC is Saturday in China. */
    @Test
    void the_days_are_those_of_the_listings_time_zone() {
        var landed = Instant.parse("2026-11-27T17:00:00Z");

        assertThat(days.dueAt("metrics", landed)).isEqualTo("2026-12-01T17:00:00Z");
        assertThat(days.dueAt("china", landed)).isEqualTo("2026-12-01T16:00:00Z");
        assertThat(days.dueAt("patient", landed)).isEqualTo("2026-12-04T17:00:00Z");
    }

    @Test
    void where_the_listing_is_not_known_the_earliest_counts() {
        var landed = Instant.parse("2026-11-27T17:00:00Z");

        assertThat(days.dueAt(null, landed)).isEqualTo("2026-12-01T16:00:00Z");
        assertThat(days.dueAt("gone", landed)).isEqualTo("2026-12-01T16:00:00Z");
    }

    @Test
    void no_days_and_too_many_are_refused() {
        assertThatThrownBy(() -> new AccessProperties.Entry("x", "aws", 0, null))
                .hasMessageContaining("access-within");
        assertThatThrownBy(() -> new AccessProperties.Entry("x", "aws", 31, null))
                .hasMessageContaining("access-within");
    }
}
