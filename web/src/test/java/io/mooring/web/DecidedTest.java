package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecidedTest {

    @Test
    void a_reason_in_any_language_over_several_lines_is_kept() {
        assertThat(new Decided("alice", " 合同上写的是该公司 🚢\nsee ticket 5 ").objection())
                .isNull();
        assertThat(new Decided("alice", "x".repeat(500)).objection()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "with a \u0000", "with a \u001b[2J", "half a \ud83d"})
    void what_history_could_not_keep_is_refused(String reason) {
        assertThat(new Decided("alice", reason).objection()).startsWith("reason must");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Alice Example", "alice\n", "ålice"})
    void by_is_a_short_account_name(String by) {
        assertThat(new Decided(by, "why").objection()).startsWith("by must");
    }

    @Test
    void a_reason_has_five_hundred_characters_at_most() {
        assertThat(new Decided("alice", "x".repeat(501)).objection()).startsWith("reason must");
    }
}
