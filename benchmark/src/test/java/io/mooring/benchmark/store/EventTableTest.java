package io.mooring.benchmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventTableTest {

    @Test
    void a_statement_has_a_parameter_for_each_value_of_its_rows() {
        var statement = EventTable.DOMAIN_EVENT.insertForJdbc(3);

        assertThat(statement.chars().filter(character -> character == '?').count())
                .isEqualTo(EventTable.parameters(3, "{}", "{}").size());
    }

    @Test
    void the_rows_of_one_statement_are_the_beginning_of_one_aggregate() {
        var parameters = EventTable.parameters(2, "{}", "{}");

        assertThat(parameters.get(1)).isEqualTo(parameters.get(8));
        assertThat(parameters.get(2)).isEqualTo(0L);
        assertThat(parameters.get(9)).isEqualTo(1L);
    }

    @Test
    void every_row_of_pgbench_has_its_document_parsed() {
        assertThat(EventTable.DOMAIN_EVENT.insertForPgbench(3).split(":payload::jsonb", -1))
                .hasSize(4);
    }
}
