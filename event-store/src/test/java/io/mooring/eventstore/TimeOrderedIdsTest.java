package io.mooring.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private final TimeOrderedIds ids = new TimeOrderedIds();

    @Test
    void axon_names_its_messages_by_them() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(TimeOrderedIds.class);
    }

    @Test
    void they_rise_even_within_a_millisecond_and_when_the_clock_goes_back() {
        var given = IntStream.range(0, 10_000)
                .mapToObj(n -> ids.next(1_000_000 - n % 3).toString())
                .toList();

        assertThat(given).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void they_are_uuids_of_version_7_that_begin_with_the_time() {
        var millis = 0x0192_f0c1_7a2bL;

        var id = ids.next(millis);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
        assertThat(UUID.fromString(ids.generateIdentifier()).version()).isEqualTo(7);
    }
}
