package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.sandbox.scenario.Play;
import io.mooring.sandbox.scenario.Scenario;
import io.mooring.sandbox.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios that come with the product hold, and one that does not is told from them. */
class ScenariosIT {

    private static final Path FOLDER = Path.of("..", "scenarios");

    static Stream<Path> every_scenario() {
        return Scenarios.in(FOLDER).stream();
    }

    @ParameterizedTest
    @MethodSource("every_scenario")
    void holds(Path file) {
        play().perform(Scenario.read(file));
    }

    @Test
    void a_step_that_does_not_go_as_it_has_to_is_named(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("s.yaml"), """
                title: Registering is refused, says this scenario, but it is not
                steps:
                  - subscribe: {as: purchase}
                  - land: {buyer: ann, purchase: purchase}
                  - register: {buyer: ann, refused: activation-closed}
                """);

        assertThatThrownBy(() -> play().perform(Scenario.read(file)))
                .isInstanceOf(JourneyFailed.class)
                .hasMessageContaining("step 3")
                .hasMessageContaining("answered 201");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: x | needs a title and steps",
                "{title: x, steps: [{dance: {}}]} | step 1: unknown step dance",
                "{title: x, steps: [{land: {buyer: a, purchase: b, by: boat}}]} | step 1: ",
                "{title: x, steps: [{land: {}, say: {}}]} | one key is expected",
                "{title: x, title: y} | is no scenario",
                "[] | is no scenario"
            })
    void what_is_no_scenario_is_refused_with_the_reason(String text, String reason, @TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("s.yaml"), text);

        assertThatThrownBy(() -> Scenario.read(file))
                .isInstanceOf(Scenario.ScenarioUnreadable.class)
                .hasMessageContaining(reason);
    }

    @Test
    void each_of_the_hard_cases_has_one() {
        assertThat(every_scenario().map(file -> file.getFileName().toString().substring(0, 2)))
                .containsAll(
                        IntStream.rangeClosed(1, 20).mapToObj("%02d"::formatted).toList());
    }

    private static Play play() {
        return new Play(Product.running().engine(), Product.running().storefront());
    }
}
