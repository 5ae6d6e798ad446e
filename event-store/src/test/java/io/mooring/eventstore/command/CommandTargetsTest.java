package io.mooring.eventstore.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same targets as Axon's resolver finds, and the same refusals. */
class CommandTargetsTest {

    private static final CommandTargetResolver AXONS =
            AnnotationCommandTargetResolver.builder().build();

    private final CommandTargets targets = new CommandTargets();

    record ByComponent(@TargetAggregateIdentifier String ship, int load) {}

    record WithVersion(
            @TargetAggregateIdentifier String ship,
            @TargetAggregateVersion @Nullable Integer version) {}

    record WithVersionAsText(
            @TargetAggregateIdentifier String ship,
            @TargetAggregateVersion String version) {}

    record Unnamed(@TargetAggregateIdentifier @Nullable String ship) {}

    record Untargeted(String ship) {}

    record Failing(@Nullable String ship) {
        @TargetAggregateIdentifier
        String target() {
            return Objects.requireNonNull(ship);
        }
    }

    static class ByMethod {
        @TargetAggregateIdentifier
        protected String ship() {
            return "by-method";
        }
    }

    static class Inherited extends ByMethod {}

    static Stream<Object> targeted() {
        return Stream.of(
                new ByComponent("a", 1),
                new WithVersion("a", 3),
                new WithVersion("a", null),
                new WithVersionAsText("a", "7"),
                new ByMethod(),
                new Inherited());
    }

    @ParameterizedTest
    @MethodSource("targeted")
    void it_finds_what_axon_finds_the_second_time_too(Object command) {
        for (var time = 1; time <= 2; time++) {
            assertThat(targets.resolveTarget(message(command))).isEqualTo(AXONS.resolveTarget(message(command)));
        }
    }

    static Stream<Object> refused() {
        return Stream.of(
                new Unnamed(null), new Untargeted("a"), new WithVersionAsText("a", "seven"), new Failing(null));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void it_refuses_what_axon_refuses(Object command) {
        assertThatIllegalArgumentException().isThrownBy(() -> AXONS.resolveTarget(message(command)));
        assertThatIllegalArgumentException().isThrownBy(() -> targets.resolveTarget(message(command)));
    }

    private static CommandMessage<?> message(Object command) {
        return new GenericCommandMessage<>(command);
    }
}
