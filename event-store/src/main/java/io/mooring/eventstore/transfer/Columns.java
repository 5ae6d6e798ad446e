package io.mooring.eventstore.transfer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds events column by column: one array each, so that a batch is one statement. */
final class Columns {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<HistoricEvent> events;
    private int index;

    Columns(Connection connection, PreparedStatement statement, List<HistoricEvent> events) {
        this.connection = connection;
        this.statement = statement;
        this.events = events;
    }

    void add(String type, Function<HistoricEvent, @Nullable Object> value) throws SQLException {
        statement.setArray(
                ++index,
                connection.createArrayOf(type, events.stream().map(value).toArray()));
    }
}
