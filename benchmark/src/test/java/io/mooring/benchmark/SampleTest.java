package io.mooring.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void the_median_of_an_odd_number_is_the_one_in_the_middle() {
        assertThat(new Sample(List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5);
    }

    @Test
    void the_median_of_an_even_number_is_the_lower_one_in_the_middle() {
        assertThat(new Sample(List.of(4.0, 1.0, 2.0, 8.0)).median()).isEqualTo(2);
    }

    @Test
    void a_percentile_is_a_value_that_was_measured() {
        var hundred = new Sample(
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());

        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        assertThat(hundred.min()).isEqualTo(1);
        assertThat(hundred.max()).isEqualTo(100);
    }

    @Test
    void nothing_measured_is_no_sample() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(List.of()));
    }
}
