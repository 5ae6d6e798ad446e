package io.mooring.benchmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void everybody_is_measured_once_a_round_and_somebody_else_begins_each_time() {
        var asked = new ArrayList<String>();

        Rounds.of(3, List.of("a", "b", "c"), name -> name, name -> {
            asked.add(name);
            return 1;
        });

        assertThat(asked).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
    }

    @Test
    void a_ratio_is_one_of_medians() {
        var rounds = new Rounds();
        List.of(10.0, 700.0, 70.0).forEach(value -> rounds.add("ours", value));
        List.of(100.0, 1.0, 100.0).forEach(value -> rounds.add("floor", value));

        assertThat(rounds.ratio("ours", "floor")).isEqualTo(0.7, within(1e-9));
    }

    @Test
    void figures_come_in_the_order_of_the_competitors_with_their_spread() {
        var rounds = Rounds.of(3, List.of("ours", "floor"), name -> name, String::length);

        assertThat(rounds.figures("append, ", "events/s"))
                .extracting(figure -> figure.name() + " " + figure.value() + " " + figure.note())
                .containsExactly("append, ours 4.0 (4.0 to 4.0 in 3)", "append, floor 5.0 (5.0 to 5.0 in 3)");
    }
}
