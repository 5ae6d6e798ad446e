package io.mooring.testsupport.activation;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationRule;
import io.mooring.activation.api.OpenActivations;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Doors without waiting: enough where one thread decides. */
public final class InMemoryOpenActivations implements OpenActivations {

    private final Set<ActivationId> open = ConcurrentHashMap.newKeySet();

    @Override
    public void enter(ActivationId activationId) {
        if (!isOpen(activationId)) {
            throw ActivationRule.OPEN.violatedBy(activationId);
        }
    }

    @Override
    public void open(ActivationId activationId) {
        open.add(activationId);
    }

    @Override
    public void close(ActivationId activationId) {
        open.remove(activationId);
    }

    public boolean isOpen(ActivationId activationId) {
        return open.contains(activationId);
    }
}
