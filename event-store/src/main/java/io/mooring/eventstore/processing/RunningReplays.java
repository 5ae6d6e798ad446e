package io.mooring.eventstore.processing;

import java.sql.SQLException;
import java.util.Collection;
import javax.sql.DataSource;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;

/** Which processors handle again what they had handled before, on whatever node. */
public final class RunningReplays {

    private final DataSource dataSource;
    private final Serializer serializer;

    /** Reads {@code token_entry}; {@code serializer} is that of its tokens. */
    public RunningReplays(DataSource dataSource, Serializer serializer) {
        this.dataSource = dataSource;
        this.serializer = serializer;
    }

    /** Whether a segment of one of the processors has not come back to where it was when it was reset. */
    public boolean isUnderWay(Collection<String> processors) {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement(
                        "select token, token_type from token_entry where processor_name = any (?) and token is not null")) {
            query.setArray(1, connection.createArrayOf("text", processors.toArray()));
            try (var tokens = query.executeQuery()) {
                while (tokens.next()) {
                    if (isBehind(tokens.getBytes(1), tokens.getString(2))) {
                        return true;
                    }
                }
                return false;
            }
        } catch (SQLException away) {
            throw new IllegalStateException("The positions of " + processors + " could not be read", away);
        }
    }

    /** Axon keeps the token of a replay until the next new event, which may be long in coming. */
    private boolean isBehind(byte[] token, String type) {
        return serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null))
                        instanceof ReplayToken replay
                && replay.getTokenAtReset() != null
                && (replay.getCurrentToken() == null
                        || !replay.getCurrentToken().covers(replay.getTokenAtReset()));
    }
}
