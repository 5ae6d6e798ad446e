package io.mooring.eventstore.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.model.Scenario.Action;
import io.mooring.eventstore.model.Scenario.Session;
import io.mooring.eventstore.model.Scenario.Transaction;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The same promise in scenarios too large to try everything: one interleaving each, by chance. */
class ChanceInterleavingsTest {

    @Property(tries = 1_000)
    void everything_is_delivered_once_and_in_one_order(@ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        assertThat(Stream.of(new SharedBound(), new HorizonKeptInDatabase(), new ExclusiveLock()))
                .allSatisfy(protocol -> {
                    var result = new Explorer(protocol, scenario).walk(new Random(seed));
                    assertThat(result.violations()).as(result::toString).isEmpty();
                });
    }

    @Example
    void chance_finds_what_a_bound_published_too_late_loses() {
        var explorer = new Explorer(new Broken.BoundPublishedAfterTheDraw(), Scenarios.TWO_TRANSACTIONS_EACH);

        assertThat(LongStream.range(0, 5_000).mapToObj(Random::new).map(explorer::walk))
                .anySatisfy(result -> assertThat(result.violations()).contains(Violation.LOST));
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Combinators.combine(
                        sessions(),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(1, 2, Scenario.NO_LIMIT),
                        Arbitraries.of(true, false))
                .as((sessions, readers, page, crash) -> new Scenario("by chance", sessions, readers, page, crash, 0));
    }

    private static Arbitrary<List<Session>> sessions() {
        var transactions = Combinators.combine(Arbitraries.of(true, true, true, false), actions())
                .as(Transaction::new);
        return transactions
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(list -> new Session(0, list))
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }

    private static Arbitrary<List<Action>> actions() {
        var append = Combinators.combine(
                        Arbitraries.chars().range('A', 'D'),
                        Arbitraries.integers().between(1, 3))
                .as(Action::append);
        var tried = append.map(within -> List.of(Action.SAVEPOINT, within, Action.BACK_TO_SAVEPOINT));
        var part = Arbitraries.oneOf(append.map(List::of), append.map(List::of), tried, elsewhere());
        return part.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> parts.stream().flatMap(List::stream).toList());
    }

    private static Arbitrary<List<Action>> elsewhere() {
        return Arbitraries.of(List.of(List.of(Action.WRITE_ELSEWHERE)));
    }
}
