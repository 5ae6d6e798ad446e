package io.mooring.eventstore.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A table that events can be written into, whatever its columns are called. */
interface HistoryTable {

    /** Names as SQL wants them: quoted where they need it. */
    record Names(String table, String position, String eventId, String aggregateId, String sequenceNumber) {}

    Names names();

    /** Keeps readers from passing what is about to be written behind a position, until the transaction ends. */
    void announce(Connection connection, long lastPosition) throws SQLException;

    /** Adds all of them with the positions that they have, in one statement. */
    void insert(Connection connection, List<HistoricEvent> events) throws SQLException;
}
