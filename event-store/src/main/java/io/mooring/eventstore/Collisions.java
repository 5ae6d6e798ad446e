package io.mooring.eventstore;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** Tells that somebody else took the sequence number, and which event wanted it. */
final class Collisions {

    private static final String UNIQUE_VIOLATION = "23505";

    private Collisions() {}

    static boolean isOne(Throwable failure) {
        return violationIn(failure) != null;
    }

    /** The event whose key is named in the server's error; the first one if the server does not say. */
    static EventMessage<?> eventOf(Throwable failure, List<? extends EventMessage<?>> events) {
        var violation = violationIn(failure);
        var message = violation == null ? "" : Objects.requireNonNullElse(violation.getMessage(), "");
        for (var event : events) {
            var stream = AppendDocument.inAStream(event);
            if (message.contains("=(" + stream.getAggregateIdentifier() + ", " + stream.getSequenceNumber() + ")")) {
                return event;
            }
        }
        return events.getFirst();
    }

    private static @Nullable SQLException violationIn(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return sql;
            }
        }
        return null;
    }
}
