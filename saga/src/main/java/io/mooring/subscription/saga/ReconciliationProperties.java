package io.mooring.subscription.saga;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When AWS is asked without a message that says so.
 *
 * @param every how often all purchases are compared with what AWS says
 * @param after how long after a message AWS is asked about what it said, so that one question serves several messages
 * @param perSecond about how many purchases a node asks AWS a second because of messages and clocks; the others wait
 */
@ConfigurationProperties("mooring.reconciliation")
record ReconciliationProperties(
        @DefaultValue("30m") Duration every,
        @DefaultValue("2s") Duration after,
        @DefaultValue("10") int perSecond) {

    ReconciliationProperties {
        if (every.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("mooring.reconciliation.every must be a minute or more, not " + every);
        }
        if (after.isNegative()) {
            throw new IllegalArgumentException("mooring.reconciliation.after must not be negative, not " + after);
        }
        if (perSecond < 1) {
            throw new IllegalArgumentException(
                    "mooring.reconciliation.per-second must be one or more, not " + perSecond);
        }
    }
}
