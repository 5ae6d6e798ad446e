package io.mooring.eventstore.transfer;

import io.mooring.eventstore.transfer.HistoryReader.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** A table that nobody else writes until the transaction ends, and whose readers stop before what is being written. */
final class LockedTable {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;
    private final HistoryTable table;
    private final HistoryTable.Names names;
    private long lastPosition;

    private LockedTable(Connection connection, HistoryTable table, long lastPosition) {
        this.connection = connection;
        this.table = table;
        this.names = table.names();
        this.lastPosition = lastPosition;
    }

    static LockedTable lock(Connection connection, HistoryTable table) throws SQLException {
        var name = table.names().table();
        try (var statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '3s'");
            statement.execute("lock table " + name + " in share row exclusive mode");
            try (var row = statement.executeQuery(
                    "select coalesce(max(" + table.names().position() + "), -1) from " + name)) {
                row.next();
                var lastPosition = row.getLong(1);
                table.announce(connection, lastPosition);
                return new LockedTable(connection, table, lastPosition);
            }
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new TransferRefused(name + " is in use; stop what writes it first");
            }
            throw e;
        }
    }

    /** −1 when it is empty. */
    long lastPosition() {
        return lastPosition;
    }

    /** Refuses lines that are not exactly what lies in the table behind a position, up to the last of them. */
    void compare(long behind, List<Line> lines) throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        var from = behind < 0 ? lines.getFirst().event().position() : behind + 1;
        try (var statement = connection.prepareStatement(sql(
                "select <position>, <eventId> from <table> where <position> between ? and ? order by <position>"))) {
            statement.setLong(1, from);
            statement.setLong(2, lines.getLast().event().position());
            try (var rows = statement.executeQuery()) {
                for (var line : lines) {
                    var event = line.event();
                    if (!rows.next()
                            || rows.getLong(1) != event.position()
                            || !rows.getString(2).equals(event.eventId())) {
                        throw new MalformedHistory(
                                line.number(),
                                "position " + event.position() + " is not the same event in " + names.table()
                                        + ": this is not the history that was begun there");
                    }
                }
            }
        }
    }

    void append(List<Line> lines) throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        refuseGaps(lines);
        var savepoint = connection.setSavepoint();
        try {
            table.insert(connection, lines.stream().map(Line::event).toList());
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            connection.rollback(savepoint);
            throw culprit(lines, e);
        }
        lastPosition = lines.getLast().event().position();
    }

    private void refuseGaps(List<Line> lines) throws SQLException {
        var heads = heads(lines);
        var ids = new HashSet<String>();
        for (var line : lines) {
            var event = line.event();
            var expected = heads.getOrDefault(event.aggregateId(), -1L) + 1;
            if (event.sequenceNumber() != expected) {
                throw new MalformedHistory(
                        line.number(),
                        "sequence number " + event.sequenceNumber() + " of aggregate "
                                + HistoryFormat.quoted(event.aggregateId()) + " where " + expected + " is next");
            }
            heads.put(event.aggregateId(), expected);
            if (!ids.add(event.eventId())) {
                throw new MalformedHistory(
                        line.number(), "event id " + HistoryFormat.quoted(event.eventId()) + " comes twice");
            }
        }
    }

    private Map<String, Long> heads(List<Line> lines) throws SQLException {
        var heads = new HashMap<String, Long>();
        try (var statement = connection.prepareStatement(sql("""
                select id, coalesce((select max(<sequenceNumber>) from <table> where <aggregateId> = id), -1) as head
                  from unnest(?::text[]) as wanted (id)
                """))) {
            var ids = lines.stream().map(line -> line.event().aggregateId()).distinct();
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    heads.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return heads;
    }

    /** Which line it was that the database would not have. */
    private RuntimeException culprit(List<Line> lines, SQLException ofAll) throws SQLException {
        for (var line : lines) {
            var savepoint = connection.setSavepoint();
            try {
                table.insert(connection, List.of(line.event()));
                connection.releaseSavepoint(savepoint);
            } catch (SQLException e) {
                connection.rollback(savepoint);
                if (isTheLinesFault(e)) {
                    var refused =
                            new MalformedHistory(line.number(), "the database refuses it (" + e.getSQLState() + ")");
                    refused.addSuppressed(e);
                    return refused;
                }
                return Transaction.translated(e);
            }
        }
        return Transaction.translated(ofAll);
    }

    /** A data exception or a broken constraint. */
    private static boolean isTheLinesFault(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    /** So that the next number to be drawn is above all that is there; never back. */
    void advanceSequence() throws SQLException {
        try (var statement = connection.prepareStatement("""
                select setval(name, greatest(?, 1, coalesce(pg_sequence_last_value(name), 1)))
                  from (select pg_get_serial_sequence(?, ?)::regclass as name) as own
                 where name is not null
                """)) {
            statement.setLong(1, lastPosition);
            statement.setString(2, names.table());
            statement.setString(3, names.position());
            statement.execute();
        }
    }

    /** Across batches; the table has no index that would have noticed. */
    void refuseDuplicates() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql("""
                        select <eventId>, min(<position>), max(<position>)
                          from <table> group by <eventId> having count(*) > 1 limit 1
                        """))) {
            if (rows.next()) {
                throw new TransferRefused("Event id " + HistoryFormat.quoted(rows.getString(1))
                        + " comes twice, at positions " + rows.getLong(2) + " and " + rows.getLong(3));
            }
        }
    }

    private String sql(String template) {
        return template.replace("<table>", names.table())
                .replace("<position>", names.position())
                .replace("<eventId>", names.eventId())
                .replace("<aggregateId>", names.aggregateId())
                .replace("<sequenceNumber>", names.sequenceNumber());
    }
}
