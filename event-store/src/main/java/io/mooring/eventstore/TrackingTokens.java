package io.mooring.eventstore;

import java.util.Optional;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/** Reads the one number that a position in this store is. */
public final class TrackingTokens {

    private TrackingTokens() {}

    /** The global index of the last event that the token covers; empty for a token of another store. */
    public static Optional<Long> position(TrackingToken token) {
        return WrappedToken.unwrapLowerBound(token) instanceof GlobalSequenceTrackingToken at
                ? Optional.of(at.getGlobalIndex())
                : Optional.empty();
    }

    /** Where a reader with this token goes on; without one, or with one that has not begun, before everything. */
    public static long after(@Nullable TrackingToken token) {
        return token == null || WrappedToken.unwrapLowerBound(token) == null
                ? -1
                : position(token)
                        .orElseThrow(() -> new IllegalArgumentException("Not a token of this store: " + token));
    }
}
