package io.mooring.eventstore.processing;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Shows other nodes that this one lives, so that they need not wait for a time-out to take over what it held: by a lock of the listening session, which the
 * database gives up when the process ends, however it ends. A node whose session is interrupted for a moment may lose its work to others, but harms nobody.
 */
public final class NodePresence {

    private final String nodeId;
    private final PostgresNotifications notifications;

    /**
     * To be made before the notifications start.
     *
     * @param nodeId different for every life of a process
     */
    public NodePresence(String nodeId, PostgresNotifications notifications) {
        this.nodeId = nodeId;
        this.notifications = notifications;
        notifications.onSession(this::show);
    }

    public String nodeId() {
        return nodeId;
    }

    /** Whether others can see this node; while they cannot, it had better not judge them by what it does not show itself. */
    public boolean isShown() {
        return notifications.isConnected();
    }

    /** Has the task run whenever this node begins to be seen. */
    public void whenShown(Runnable task) {
        notifications.whenConnected(task);
    }

    private void show(Connection session) throws SQLException {
        try (var statement = session.prepareStatement("select show_node_alive(?)")) {
            statement.setString(1, nodeId);
            statement.execute();
        }
    }
}
