package io.mooring.activation.saga;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told. */
class RecordedDeadlines implements ActivationDeadlines {

    final List<String> calls = new ArrayList<>();

    @Override
    public void arm(ActivationId activationId, Instant remindAt, Instant expiresAt) {
        calls.add("arm " + activationId + " " + remindAt + " " + expiresAt);
    }

    @Override
    public void cancel(ActivationId activationId) {
        calls.add("cancel " + activationId);
    }
}
