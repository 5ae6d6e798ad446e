package io.mooring.eventstore.saga;

import java.util.Arrays;
import java.util.Set;
import org.axonframework.modelling.saga.AssociationValue;
import org.jspecify.annotations.Nullable;

/** A saga as it is stored. */
@SuppressWarnings("ArrayRecordComponent") // compared by hasSameStateAs only
record StoredSaga(String type, String id, @Nullable String revision, byte[] state, Set<AssociationValue> associations) {

    boolean hasSameStateAs(StoredSaga other) {
        return Arrays.equals(state, other.state);
    }
}
