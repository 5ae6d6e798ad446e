package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.access.api.AccessRule;
import io.mooring.activation.api.ActivationRule;
import io.mooring.agreement.api.AgreementRule;
import io.mooring.billing.api.BillingRule;
import io.mooring.console.api.ConsoleRule;
import io.mooring.rule.api.Rule;
import io.mooring.subscription.api.SubscriptionRule;
import io.mooring.task.api.TaskRule;
import io.mooring.verification.api.VerificationRule;
import io.mooring.workspace.api.WorkspaceRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal has its page. */
class ProblemTextsTest {

    static final List<Class<? extends Rule>> RULES = List.of(
            AccessRule.class,
            ActivationRule.class,
            AgreementRule.class,
            BillingRule.class,
            ConsoleRule.class,
            SubscriptionRule.class,
            TaskRule.class,
            VerificationRule.class,
            WorkspaceRule.class);

    static Stream<String> slugs() {
        var rules = RULES.stream()
                .flatMap(rule -> Stream.of(rule.getEnumConstants()))
                .map(Rule::slug);
        return Stream.concat(rules, Stream.of(Fault.values()).map(Fault::slug));
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void each_slug_has_a_cause_and_a_remedy(String slug) {
        assertThat(ProblemTexts.section(slug))
                .isPresent()
                .get()
                .satisfies(section -> assertThat(section).hasSizeGreaterThanOrEqualTo(2));
        assertThat(ProblemTexts.remedy(slug)).isNotBlank();
    }

    @Test
    void each_section_belongs_to_a_slug() {
        assertThat(ProblemTexts.slugs())
                .containsExactlyInAnyOrderElementsOf(slugs().distinct().toList());
    }

    /** A rule family that nobody listed here would escape the test above. */
    @Test
    void every_family_of_rules_is_listed() throws Exception {
        try (var sources = Files.walk(Path.of("../core-api/src/main/java"))) {
            var families = sources.filter(source -> source.toString().endsWith("Rule.java"))
                    .map(source -> source.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("Rule"));
            assertThat(families)
                    .containsExactlyInAnyOrderElementsOf(
                            RULES.stream().map(Class::getSimpleName).toList());
        }
    }

    @Test
    void every_code_of_a_validation_problem_is_documented() {
        var text = String.join(" ", ProblemTexts.section("validation").orElseThrow());
        assertThat(InvalidInput.codes()).allSatisfy(code -> assertThat(text).contains("`" + code + "`"));
    }
}
