package io.mooring.activation.saga;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How closely deadlines are kept.
 *
 * @param pollEvery how often due deadlines are looked for
 * @param sweepEvery how often forgotten ones are looked for
 * @param sweepGrace how late one must be to count as forgotten
 */
@ConfigurationProperties("mooring.deadlines")
record DeadlineProperties(
        @DefaultValue("10s") Duration pollEvery,
        @DefaultValue("1m") Duration sweepEvery,
        @DefaultValue("2m") Duration sweepGrace) {

    DeadlineProperties {
        if (!pollEvery.isPositive() || !sweepEvery.isPositive() || !sweepGrace.isPositive()) {
            throw new IllegalArgumentException(
                    "mooring.deadlines: poll-every, sweep-every and sweep-grace must be positive");
        }
    }
}
