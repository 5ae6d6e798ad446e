package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a service of AWS refuses to tell us, and says it once for each operation: where the role may not ask, every purchase is refused. */
final class AwsAccess {

    private static final Logger LOG = LoggerFactory.getLogger(AwsAccess.class);

    private final String service;
    private final List<String> listings;
    private final MeterRegistry meters;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    AwsAccess(String service, List<String> listings, MeterRegistry meters) {
        this.service = service;
        this.listings = listings;
        this.meters = meters;
    }

    /** With AWS's error code, never in its words. */
    void refused(String operation, String code) {
        Counter.builder("mooring.aws.refused")
                .description("questions that a service of AWS refused to answer")
                .tag("service", service)
                .tag("listings", String.join(",", listings))
                .tag("operation", operation)
                .register(meters)
                .increment();
        if (said.add(operation)) {
            LOG.warn("AWS refuses to answer {} for {}: {}", operation, listings, code);
        }
    }
}
