package io.mooring.eventstore.transfer;

import static io.mooring.eventstore.EventStoreDatabase.event;
import static io.mooring.eventstore.transfer.HistoryFile.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.HarbourEvent.ShipMoored;
import io.mooring.eventstore.transfer.HistoryReader.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LockedTableIT {

    private final EventStoreDatabase database = new EventStoreDatabase();

    @Test
    void no_reader_passes_what_is_being_written() throws IOException {
        Transaction.writing(database.dataSource).run(connection -> {
            var table = LockedTable.lock(connection, new DomainEventTable());
            table.append(List.of(line(7)));
            table.advanceSequence();

            assertThat(number(database.jdbc, "select event_head()")).isEqualTo(7);
            assertThat(number(database.jdbc, "select event_horizon()")).isZero();
            return true;
        });

        assertThat(number(database.jdbc, "select event_horizon()")).isEqualTo(7);
    }

    @Test
    void a_table_that_is_appended_to_is_in_use() {
        new TransactionTemplate(new DataSourceTransactionManager(database.dataSource)).executeWithoutResult(status -> {
            database.engine().appendEvents(event("ship-1", 0, new ShipMoored("north", 1, Instant.EPOCH)));

            assertThatExceptionOfType(TransferRefused.class)
                    .isThrownBy(() -> Transaction.writing(database.dataSource).run(connection -> {
                        return LockedTable.lock(connection, new DomainEventTable());
                    }))
                    .withMessage("domain_event is in use; stop what writes it first");
        });
    }

    private static Line line(long position) {
        return new Line(
                2,
                new HistoricEvent(
                        position,
                        "e-1",
                        null,
                        "ship-1",
                        0,
                        Instant.EPOCH,
                        "harbour.ShipMoored",
                        "3",
                        "{}",
                        "{}",
                        null,
                        null));
    }
}
