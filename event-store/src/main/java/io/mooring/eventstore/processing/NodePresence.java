package io.mooring.eventstore.processing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows other nodes that this one lives, so that they need not wait for a time-out to take over what it held: by a lock of the listening session, which the
 * database gives up when the process ends, however it ends. A node whose session alone is interrupted may lose its work to others; what must not be done
 * twice has to be guarded by more than this.
 */
public final class NodePresence {

    private static final Logger LOG = LoggerFactory.getLogger(NodePresence.class);

    /** When the database was away, all nodes come back within this time, and who is first must not take the others for dead. */
    private static final Duration AFTER_AN_INTERRUPTION = Duration.ofSeconds(15);

    private final String nodeId;
    private final PostgresNotifications notifications;
    private volatile boolean locked;
    private volatile long judgesFrom;
    private boolean shownBefore;

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

    /** Whether others can see this node. */
    public boolean isShown() {
        return notifications.isConnected() && locked;
    }

    /** Whether this node may take others for dead that do not show themselves: it shows itself, and an interruption is long enough ago. */
    public boolean mayJudge() {
        return isShown() && System.nanoTime() - judgesFrom >= 0;
    }

    /** Has the task run whenever this node begins to be seen. */
    public void whenShown(Runnable task) {
        notifications.whenConnected(task);
    }

    /** Without the lock there still is the time-out: listening goes on. */
    private void show(Connection session) {
        locked = false;
        try (var statement = session.prepareStatement("select show_node_alive(?)")) {
            statement.setString(1, nodeId);
            statement.execute();
            judgesFrom = System.nanoTime() + (shownBefore ? AFTER_AN_INTERRUPTION.toNanos() : 0);
            shownBefore = true;
            locked = true;
        } catch (SQLException failed) {
            LOG.warn("other nodes cannot see this one; what it holds is theirs only after a time-out", failed);
        }
    }
}
