package io.mooring.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.web.Texts;
import io.mooring.entitlement.api.CurrentEntitlements.Reason;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Where a buyer may use nothing, they are told why. */
class EntitlementTextsTest {

    static final List<String> LANGUAGES = Texts.LANGUAGES;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_reason_has_its_text(String language) {
        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(Texts.in(language)).containsKey("bought.closed." + reason));
    }
}
