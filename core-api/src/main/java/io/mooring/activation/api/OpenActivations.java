package io.mooring.activation.api;

/**
 * The door to everything a buyer does in an activation. Each step passes it in its own transaction and closing it waits for the steps inside, so
 * nothing can be bound to an activation that has ended.
 */
public interface OpenActivations {

    /** Lets the transaction through or refuses it by {@link ActivationRule#OPEN}. */
    void enter(ActivationId activationId);

    void open(ActivationId activationId);

    void close(ActivationId activationId);
}
