package io.mooring.rule.api;

import java.time.Instant;

/** Something that must hold for a command to be accepted; each capability lists its own in one enum. */
public interface Rule {

    /** Stable and kebab-case; the last part of the RFC 9457 {@code type} and a heading of {@code docs/problems.md}. */
    String slug();

    /** One English sentence for a person; holds no data. */
    String message();

    /** The refusal of a command about {@code subject}, an id and never personal data. */
    default RuleViolated violatedBy(Object subject) {
        return new RuleViolated(this, subject, null);
    }

    /** A refusal that will not outlast {@code retryAt}. */
    default RuleViolated violatedBy(Object subject, Instant retryAt) {
        return new RuleViolated(this, subject, retryAt);
    }
}
