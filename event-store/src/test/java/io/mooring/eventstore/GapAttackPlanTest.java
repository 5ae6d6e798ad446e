package io.mooring.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.GapAttackPlan.Transaction;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GapAttackPlanTest {

    @ParameterizedTest
    @MethodSource("io.mooring.eventstore.GapAttackIT#seeds")
    void the_plan_is_as_hard_as_it_says(long seed) {
        var transactions = GapAttackPlan.from(seed).transactions();

        assertThat(transactions).hasSize(GapAttackPlan.TRANSACTIONS);
        assertThat(transactions)
                .extracting(Transaction::heldOpen)
                .allSatisfy(held -> assertThat(held).isBetween(Duration.ofMillis(100), Duration.ofSeconds(60)));
        assertThat(transactions)
                .filteredOn(transaction -> !transaction.commits())
                .hasSizeBetween(70, 130);
        assertThat(transactions)
                .filteredOn(late -> transactions.stream()
                        .anyMatch(overtaking -> late.commits()
                                && overtaking.commits()
                                && overtaking.firstAppend().isAfter(late.firstAppend())
                                && overtaking.end().isBefore(late.end())))
                .as("overtaken by a transaction that began later")
                .hasSizeGreaterThan(100);
    }
}
