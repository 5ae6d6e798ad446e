package io.mooring.sandbox.aws;

/** The seller's queues behind the topics and the bus; a body that is taken survives the end of the sandbox until it is read. */
@FunctionalInterface
public interface Topic {
    void deliver(SandboxListing listing, String body);
}
