package io.mooring.activation.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long an activation waits before it reminds, and before it expires; counted from its start. */
@ConfigurationProperties("mooring.activation")
record ActivationTerms(
        @DefaultValue("P1D") Duration remindAfter,
        @DefaultValue("P30D") Duration expireAfter) {

    ActivationTerms {
        if (!remindAfter.isPositive() || expireAfter.compareTo(remindAfter) <= 0) {
            throw new IllegalArgumentException(
                    "mooring.activation: remind-after must be positive and expire-after longer than it");
        }
    }
}
