package io.mooring.rule.api;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command was refused because the named {@link Rule} does not hold. Carries no stack trace: it is an answer, not a fault. */
public final class RuleViolated extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rule rule;
    private final transient @Nullable Instant retryAt;

    RuleViolated(Rule rule, Object subject, @Nullable Instant retryAt) {
        super(rule.message() + " (" + subject + ")", null, false, false);
        this.rule = rule;
        this.retryAt = retryAt;
    }

    public Rule rule() {
        return rule;
    }

    /** When the same command could be accepted, where time alone mends it. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
