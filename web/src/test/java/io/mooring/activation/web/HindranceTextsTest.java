package io.mooring.activation.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.Explanation.Reason;
import io.mooring.activation.api.Explanation.WaitsFor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever an activation lacks, its buyer is told in words of their own language. */
class HindranceTextsTest {

    static final List<String> LANGUAGES = Texts.LANGUAGES;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_reason_has_its_text(String language) {
        assertThat(Stream.of(Reason.values()).flatMap(reason -> keys(reason).stream()))
                .allSatisfy(key -> assertThat(Texts.in(language)).containsKey(key));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void whoever_it_waits_for_is_named(String language) {
        assertThat(WaitsFor.values())
                .allSatisfy(one ->
                        assertThat(Texts.in(language).get("waits-for." + one)).contains("{time}"));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void the_languages_have_the_same_texts(String language) {
        assertThat(Texts.in(language).keySet())
                .hasSizeGreaterThan(200)
                .isEqualTo(Texts.in("en").keySet());
    }

    /** Total: a reason that is new has to be put somewhere here. */
    private static List<String> keys(Reason reason) {
        return switch (reason) {
            case NOT_LANDED -> List.of(); // whoever reads it has landed
            case NOT_BEGUN -> List.of("why.NOT_BEGUN", "why.NOT_BEGUN.undated");
            case NOT_PROCESSED, NOT_CONFIRMED, NO_BILLING_ACCOUNT, NO_WORKSPACE, ACCESS_OVERDUE ->
                List.of("why." + reason);
            case PAYMENT_FAILED -> ofAClosedOne("FAILED");
            case ENDING, ENDED, SUPERSEDED, EXPIRED -> ofAClosedOne(reason.name());
        };
    }

    private static List<String> ofAClosedOne(String why) {
        return Stream.of("title", "text", "next")
                .map(part -> "closing." + why + "." + part)
                .toList();
    }
}
