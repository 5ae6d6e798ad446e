package io.mooring.sandbox.aws;

/** The seller's queue behind the listing's topic; a body that is taken survives the end of the sandbox until it is read. */
@FunctionalInterface
public interface Topic {
    void deliver(String body);
}
