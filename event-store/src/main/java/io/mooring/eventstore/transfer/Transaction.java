package io.mooring.eventstore.transfer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/** A connection of its own, never the caller's transaction: what is read must be one snapshot, and what is written all or nothing. */
final class Transaction {

    /** What is done inside. */
    interface Work<T> {
        T in(Connection connection) throws SQLException, IOException;
    }

    private final DataSource dataSource;
    private final int isolation;
    private final boolean readOnly;

    private Transaction(DataSource dataSource, int isolation, boolean readOnly) {
        this.dataSource = dataSource;
        this.isolation = isolation;
        this.readOnly = readOnly;
    }

    /** Everything that is read is of the moment of the first query. */
    static Transaction snapshot(DataSource dataSource) {
        return new Transaction(dataSource, Connection.TRANSACTION_REPEATABLE_READ, true);
    }

    /** Each query sees what is committed by then. */
    static Transaction reading(DataSource dataSource) {
        return new Transaction(dataSource, Connection.TRANSACTION_READ_COMMITTED, true);
    }

    static Transaction writing(DataSource dataSource) {
        return new Transaction(dataSource, Connection.TRANSACTION_READ_COMMITTED, false);
    }

    <T> T run(Work<T> work) throws IOException {
        try (var connection = dataSource.getConnection()) {
            connection.setReadOnly(readOnly);
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            try {
                var result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | IOException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    static DataAccessException translated(SQLException e) {
        var known = new SQLStateSQLExceptionTranslator().translate("history transfer", null, e);
        return known == null ? new UncategorizedSQLException("history transfer", null, e) : known;
    }
}
