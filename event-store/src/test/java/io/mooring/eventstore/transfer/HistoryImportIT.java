package io.mooring.eventstore.transfer;

import static io.mooring.eventstore.transfer.HistoryFile.continued;
import static io.mooring.eventstore.transfer.HistoryFile.count;
import static io.mooring.eventstore.transfer.HistoryFile.imported;
import static io.mooring.eventstore.transfer.HistoryFile.moored;
import static io.mooring.eventstore.transfer.HistoryFile.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.eventstore.EventStoreDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryImportIT {

    private static final String FIRST = moored(1, "ship-1", 0);
    private static final String SECOND = moored(2, "ship-1", 1);

    private final EventStoreDatabase database = new EventStoreDatabase();

    @Test
    void an_event_that_comes_again_far_behind_is_found_as_well() {
        var events = fleet(2500);
        events.set(2400, events.get(2400).replace("\"e-2401\"", "\"e-7\""));

        assertThatExceptionOfType(TransferRefused.class)
                .isThrownBy(() -> imported(database, HistoryFile.of(events, 2500)))
                .withMessage("Event id 'e-7' comes twice, at positions 7 and 2401");
        assertThat(count(database)).isZero();
    }

    @Test
    void a_history_is_not_read_into_another() throws IOException {
        imported(database, file(FIRST));

        assertThatExceptionOfType(TransferRefused.class)
                .isThrownBy(() -> imported(database, file(FIRST, SECOND)))
                .withMessageContaining("holds events up to position 1");
    }

    @Test
    void a_store_whose_numbers_were_drawn_is_not_empty_for_its_readers() {
        database.jdbc
                .sql("select nextval('domain_event_global_index_seq')")
                .query(Long.class)
                .single();

        assertThatExceptionOfType(TransferRefused.class)
                .isThrownBy(() -> imported(database, file(FIRST)))
                .withMessageContaining("numbers up to 1 were drawn");
    }

    @Test
    void an_import_is_continued_where_it_was_interrupted() throws IOException {
        var events = fleet(25_000);
        var whole = HistoryFile.of(events, 25_000);
        var interrupted = whole.substring(0, whole.indexOf("\"e-15001\""));

        assertThatExceptionOfType(MalformedHistory.class)
                .isThrownBy(() -> continued(database, interrupted))
                .satisfies(refused -> assertThat(refused.line()).isEqualTo(15_002));
        assertThat(count(database)).isEqualTo(10_000);

        var outcome = continued(database, whole);
        assertThat(outcome.written()).isEqualTo(15_000);
        assertThat(outcome.file().events()).isEqualTo(25_000);
        assertThat(HistoryFile.exported(database.dataSource)).isEqualTo(whole);
        assertThat(continued(database, whole).written()).isZero();
    }

    @Test
    void a_later_export_brings_what_is_new() throws IOException {
        imported(database, file(FIRST));

        assertThat(continued(database, file(FIRST, SECOND)).written()).isEqualTo(1);
        assertThat(continued(database, HistoryFile.of(List.of(moored(9, "ship-1", 2)), 9))
                        .written())
                .isEqualTo(1);
        assertThat(number(database.jdbc, "select event_head()")).isEqualTo(9);
    }

    @Test
    void another_history_is_not_continued() throws IOException {
        imported(database, file(FIRST, SECOND));

        assertThatExceptionOfType(MalformedHistory.class)
                .isThrownBy(() -> continued(database, file(FIRST, SECOND.replace("e-2", "e-x"))))
                .withMessageStartingWith("Line 3: position 2 is not the same event");
        assertThatExceptionOfType(MalformedHistory.class)
                .isThrownBy(() -> continued(database, HistoryFile.of(List.of(FIRST, moored(3, "ship-1", 1)), 3)))
                .withMessageStartingWith("Line 3: ");
        assertThat(count(database)).isEqualTo(2);
    }

    private static String file(String... events) {
        return HistoryFile.of(List.of(events), events.length);
    }

    private static List<String> fleet(int events) {
        return IntStream.rangeClosed(1, events)
                .mapToObj(n -> HistoryFile.moored(n, "ship-" + n % 1000, (n - 1) / 1000))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
