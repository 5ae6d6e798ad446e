package io.mooring.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void at_most_is_met_up_to_the_target_and_short_above_it() {
        assertThat(Figure.atMost("p99", 10, "ms", 10).isMet()).isTrue();
        assertThat(Figure.atMost("p99", 10.1, "ms", 10).isMet()).isFalse();
    }

    @Test
    void at_least_is_met_from_the_target_on_and_short_below_it() {
        assertThat(Figure.atLeast("append", 0.7, "x", 0.7).isMet()).isTrue();
        assertThat(Figure.atLeast("append", 0.69, "x", 0.7).isMet()).isFalse();
    }

    @Test
    void a_value_that_was_not_measured_meets_no_target() {
        assertThat(Figure.atLeast("append", Double.NaN, "x", 0.7).isMet()).isFalse();
        assertThat(Figure.atMost("p99", Double.NaN, "ms", 10).isMet()).isFalse();
    }

    @Test
    void a_line_has_name_value_unit_target_verdict_and_note() {
        assertThat(words(Figure.atLeast("append", 0.694, "x", 0.7).withNote("(0.6 to 0.8 in 5)")))
                .containsExactly("append", "0.69", "x", ">=", "0.7", "short", "(0.6", "to", "0.8", "in", "5)");
        assertThat(words(Figure.atMost("p99", 9.96, "ms", 25))).containsExactly("p99", "10.0", "ms", "<=", "25", "met");
        assertThat(words(Figure.of("p50", 1.25, "ms"))).containsExactly("p50", "1.3", "ms", "-", "-");
    }

    private static String[] words(Figure figure) {
        return figure.toString().split(" +");
    }
}
