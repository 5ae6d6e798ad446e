package io.mooring.eventstore.transfer;

import io.mooring.eventstore.transfer.HistoryReader.Line;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/** Takes events from a file into a table in batches, in one transaction for all or in one for each chunk. */
final class HistoryLoader {

    private static final int BATCH = 1000;
    private static final int BATCH_CHARACTERS = 8 << 20;

    /** Batches that are one transaction, where it is not one for all. */
    private static final int CHUNK = 10;

    private final DataSource dataSource;
    private final HistoryTable table;
    private final LongConsumer progress;
    private long events;
    private long written;
    private long last = -1;

    HistoryLoader(DataSource dataSource, HistoryTable table, LongConsumer progress) {
        this.dataSource = dataSource;
        this.table = table;
        this.progress = progress;
    }

    /** All or nothing. */
    void whole(HistoryReader reader) throws IOException {
        Transaction.writing(dataSource).run(connection -> {
            var target = LockedTable.lock(connection, table);
            if (target.lastPosition() >= 0) {
                throw new TransferRefused(table.names().table() + " holds events up to position "
                        + target.lastPosition() + "; a history is read into an empty table");
            }
            while (load(target, nextBatch(reader))) {
                progress.accept(events);
            }
            finish(target);
            return true;
        });
    }

    /** What is there already is compared and passed over; what is new is committed chunk by chunk. */
    void rest(HistoryReader reader) throws IOException {
        var more = true;
        while (more) {
            more = Transaction.writing(dataSource).run(connection -> chunk(connection, reader));
            progress.accept(events);
        }
    }

    private boolean chunk(Connection connection, HistoryReader reader) throws SQLException, IOException {
        var target = LockedTable.lock(connection, table);
        if (written > 0 && target.lastPosition() != last) {
            throw new TransferRefused("Somebody else has written up to position " + target.lastPosition()
                    + " meanwhile; stop what appends to " + table.names().table() + " first");
        }
        for (var batch = 0; batch < CHUNK; batch++) {
            if (!load(target, nextBatch(reader))) {
                finish(target);
                return false;
            }
        }
        target.advanceSequence();
        return true;
    }

    private void finish(LockedTable target) throws SQLException {
        if (written > 0) {
            target.refuseDuplicates();
            target.advanceSequence(); // last, since no rollback takes it back
        }
    }

    private boolean load(LockedTable target, List<Line> batch) throws SQLException {
        if (batch.isEmpty()) {
            return false;
        }
        var known = target.lastPosition();
        var old =
                batch.stream().filter(line -> line.event().position() <= known).toList();
        var fresh = batch.subList(old.size(), batch.size());
        target.compare(last, old);
        target.append(fresh);
        events += batch.size();
        written += fresh.size();
        last = batch.getLast().event().position();
        return true;
    }

    private static List<Line> nextBatch(HistoryReader reader) throws IOException {
        var batch = new ArrayList<Line>();
        var characters = 0;
        while (batch.size() < BATCH && characters < BATCH_CHARACTERS) {
            var line = reader.next();
            if (line == null) {
                break;
            }
            batch.add(line);
            characters +=
                    line.event().payload().length() + line.event().metadata().length();
        }
        return batch;
    }

    long written() {
        return written;
    }
}
