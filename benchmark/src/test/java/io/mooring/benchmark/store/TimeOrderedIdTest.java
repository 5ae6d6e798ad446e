package io.mooring.benchmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {

    @Test
    void ids_rise_with_the_time_also_within_a_millisecond() {
        var ids = Stream.generate(TimeOrderedId::next).limit(20_000).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void an_id_is_a_uuid_of_version_7_that_begins_with_the_clock() {
        var before = System.currentTimeMillis();
        var id = UUID.fromString(TimeOrderedId.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, before + 10_000);
    }
}
