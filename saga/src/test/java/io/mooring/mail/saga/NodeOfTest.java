package io.mooring.mail.saga;

import io.mooring.node.api.ThisNode;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A node whose session a test begins and ends. */
final class NodeOfTest implements ThisNode, AutoCloseable {

    private final String id;
    private final DataSource dataSource;
    private @Nullable Connection session;

    NodeOfTest(String id, DataSource dataSource) {
        this.id = id;
        this.dataSource = dataSource;
    }

    void show() {
        try {
            var opened = dataSource.getConnection();
            session = opened;
            try (var statement = opened.prepareStatement("select show_node_alive(?)")) {
                statement.setString(1, id);
                statement.execute();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What the database does by itself when a session's process is gone; here at a moment of the test's choice. */
    void end() {
        var open = session;
        session = null;
        if (open == null) {
            return;
        }
        try (open;
                var statement = open.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isShown() {
        return session != null;
    }

    @Override
    public boolean mayJudge() {
        return isShown();
    }

    @Override
    public void whenShown(Runnable task) {
        throw new UnsupportedOperationException("Nobody asks for it here");
    }

    @Override
    public void close() {
        end();
    }
}
