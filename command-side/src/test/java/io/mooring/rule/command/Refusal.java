package io.mooring.rule.command;

import io.mooring.rule.api.Rule;
import io.mooring.rule.api.RuleViolated;
import java.time.Instant;
import java.util.Optional;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;

/** Matches the refusal of a command by one rule. */
public final class Refusal {

    private Refusal() {}

    public static Matcher<Object> by(Rule rule) {
        return by(rule, Optional.empty());
    }

    /** The same, with the time from which on it would be accepted. */
    public static Matcher<Object> by(Rule rule, Instant retryAt) {
        return by(rule, Optional.of(retryAt));
    }

    private static Matcher<Object> by(Rule rule, Optional<Instant> retryAt) {
        return new CustomTypeSafeMatcher<>("a refusal by " + rule + " until " + retryAt) {
            @Override
            protected boolean matchesSafely(Object thrown) {
                return thrown instanceof RuleViolated refused
                        && refused.rule().equals(rule)
                        && refused.retryAt().equals(retryAt);
            }
        };
    }
}
