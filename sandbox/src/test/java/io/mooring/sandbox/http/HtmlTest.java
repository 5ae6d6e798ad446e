package io.mooring.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void values_are_escaped_and_pieces_are_not() {
        var piece = Html.of("<b>{}</b>", "\"><script>'&");

        assertThat(Html.of("<p title=\"{}\">{}</p>", "a\"b", piece).text())
                .isEqualTo("<p title=\"a&quot;b\"><b>&quot;&gt;&lt;script&gt;&#39;&amp;</b></p>");
    }

    @Test
    void a_value_that_looks_like_a_place_is_not_filled() {
        assertThat(Html.of("{} {}", "{}", "x").text()).isEqualTo("{} x");
    }

    @Test
    void places_and_values_have_to_match() {
        assertThatThrownBy(() -> Html.of("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("", "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
