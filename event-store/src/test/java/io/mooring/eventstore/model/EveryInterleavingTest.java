package io.mooring.eventstore.model;

import static io.mooring.eventstore.model.Violation.AGAINST_THE_SEQUENCE_OF_AN_AGGREGATE;
import static io.mooring.eventstore.model.Violation.ANOTHER_ORDER;
import static io.mooring.eventstore.model.Violation.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the protocols keep in all interleavings of small scenarios, and the shortest ways in which others do not. */
class EveryInterleavingTest {

    static Stream<Arguments> what_holds() {
        return Stream.of(
                        of(new SharedBound(), Scenarios.ALL.toArray(Scenario[]::new)),
                        of(new ExclusiveLock(), Scenarios.ALL.toArray(Scenario[]::new)),
                        of(new LoggingSharedBound(), Scenarios.ONE_AGGREGATE, Scenarios.CRASH_AFTER_ROLL_BACK),
                        of(
                                new HorizonKeptInDatabase(),
                                Scenarios.CRASH_AFTER_ROLL_BACK,
                                Scenarios.THREE_TRANSACTIONS.withCrash()))
                .flatMap(protocolAndScenarios -> protocolAndScenarios);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("what_holds")
    void everything_is_delivered_once_and_in_one_order(Protocol protocol, Scenario scenario) {
        var result = new Explorer(protocol, scenario).search(EnumSet.allOf(Violation.class));

        assertThat(result.violations()).as(result::toString).isEmpty();
        assertThat(result.states()).isGreaterThan(50);
    }

    static Stream<Arguments> what_breaks() {
        return Stream.of(
                        of(new Broken.BoundPublishedAfterTheDraw(), Scenarios.TWO_WRITERS),
                        of(new Broken.SnapshotOlderThanTheHorizon(), Scenarios.TWO_WRITERS),
                        of(new Broken.SnapshotOlderThanTheBounds(), Scenarios.TWO_WRITERS),
                        of(new Broken.BoundsReadBeforeTheLastValue(), Scenarios.TWO_WRITERS),
                        of(new Broken.LocksReleasedBeforeTheCommitIsVisible(), Scenarios.TWO_WRITERS),
                        of(new Broken.SequenceWithCache(), Scenarios.THREE_TRANSACTIONS),
                        of(new Broken.BoundByPlainSelect(), Scenarios.THREE_TRANSACTIONS),
                        of(new Broken.HorizonByPlainSelect(), Scenarios.THREE_TRANSACTIONS),
                        of(new Broken.HorizonRememberedOutsideTheDatabase(), Scenarios.CRASH_AFTER_ROLL_BACK))
                .flatMap(protocolAndScenario -> protocolAndScenario);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("what_breaks")
    void each_change_of_the_protocol_loses_an_event(Protocol protocol, Scenario scenario) {
        var result = new Explorer(protocol, scenario).search(EnumSet.allOf(Violation.class));

        assertThat(result.violations()).as(result::toString).contains(LOST);
    }

    @Test
    void axons_gap_time_out_loses_an_event_when_a_clock_is_late() {
        var first = Scenarios.TWO_WRITERS.writers().getFirst();
        var second = Scenarios.TWO_WRITERS.writers().getLast();
        var lateClock = Scenario.of("a late clock", 1, first, second.withClockBehind(1));

        assertThat(shortest(new GapTimeout(), lateClock, LOST).trace())
                .containsExactly(
                        "writer 1 loads its aggregate",
                        "writer 1 draws a number",
                        "writer 1 inserts its event",
                        "writer 2 loads its aggregate",
                        "writer 2 draws a number",
                        "writer 2 inserts its event",
                        "writer 2 becomes visible",
                        "writer 2 releases its locks",
                        "reader 1 takes a snapshot and delivers",
                        "writer 1 becomes visible",
                        "writer 1 releases its locks");
    }

    @Test
    void axons_gap_time_out_loses_an_event_when_the_reader_is_late() {
        assertThat(shortest(new GapTimeout(), Scenarios.TWO_WRITERS.withTime(1), LOST)
                        .trace())
                .containsExactly(
                        "writer 1 loads its aggregate",
                        "writer 1 draws a number",
                        "writer 1 inserts its event",
                        "writer 2 loads its aggregate",
                        "writer 2 draws a number",
                        "writer 2 inserts its event",
                        "writer 2 becomes visible",
                        "writer 2 releases its locks",
                        "time passes",
                        "reader 1 takes a snapshot and delivers",
                        "writer 1 becomes visible",
                        "writer 1 releases its locks");
    }

    @Test
    void axons_gaps_lose_nothing_before_they_time_out_but_readers_differ_in_the_order() {
        assertThat(shortest(new GapTimeout(), Scenarios.TWO_WRITERS, LOST).trace())
                .isEmpty();
        assertThat(shortest(new GapTimeout(), Scenarios.TWO_WRITERS, ANOTHER_ORDER)
                        .trace())
                .isNotEmpty();
    }

    @Test
    void the_order_of_transaction_ids_is_not_that_of_an_aggregate() {
        var result = shortest(
                new TransactionIdOrder(), Scenarios.WRITING_ELSEWHERE_FIRST, AGAINST_THE_SEQUENCE_OF_AN_AGGREGATE);

        assertThat(result.trace())
                .containsExactly(
                        "writer 1 loads its aggregate",
                        "writer 1 draws a number",
                        "writer 2 writes to another table",
                        "writer 1 inserts its event",
                        "writer 1 becomes visible",
                        "writer 2 loads its aggregate",
                        "writer 2 draws a number",
                        "writer 2 inserts its event",
                        "writer 2 becomes visible",
                        "reader 1 takes a snapshot and delivers");
    }

    private static Explorer.Result shortest(Protocol protocol, Scenario scenario, Violation violation) {
        return new Explorer(protocol, scenario).search(Set.of(violation));
    }

    private static Stream<Arguments> of(Protocol protocol, Scenario... scenarios) {
        return Stream.of(scenarios).map(scenario -> Arguments.of(protocol, scenario));
    }
}
