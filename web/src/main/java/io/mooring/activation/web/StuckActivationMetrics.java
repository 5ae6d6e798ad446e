package io.mooring.activation.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mooring.activation.api.FindStuckActivations;
import io.mooring.activation.api.StuckActivations;
import io.mooring.web.Queries;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How many activations wait for longer than the guide lets a buyer wait, as metrics to be alarmed by. */
@Component
class StuckActivationMetrics {

    /** AWS usually takes minutes; what takes longer is to be looked at. */
    private static final Duration TOO_LONG = Duration.ofMinutes(15);

    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Queries queries;
    private final Clock clock;
    private final ObjectProvider<MeterRegistry> meters;
    private Optional<StuckActivations> counted = Optional.empty();
    private long countedAt;

    StuckActivationMetrics(Queries queries, Clock clock, ObjectProvider<MeterRegistry> meters) {
        this.queries = queries;
        this.clock = clock;
        this.meters = meters;
    }

    @EventListener(ApplicationReadyEvent.class)
    void measure() {
        var registry = meters.getIfUnique();
        if (registry != null) {
            gauge("mooring.activations.paid.not.landed", StuckActivations::paidNotLanded)
                    .description("open activations that AWS confirmed over 15 minutes ago and whose buyer has not come")
                    .register(registry);
            gauge("mooring.activations.landed.not.confirmed", StuckActivations::landedNotConfirmed)
                    .description("open activations that began over 15 minutes ago and that AWS has not confirmed")
                    .register(registry);
        }
    }

    private Gauge.Builder<?> gauge(String name, ToLongFunction<StuckActivations> count) {
        return Gauge.builder(name, this, metrics -> metrics.stuck(count));
    }

    private double stuck(ToLongFunction<StuckActivations> count) {
        return counted().map(stuck -> (double) count.applyAsLong(stuck)).orElse(Double.NaN);
    }

    /** For all gauges of a scrape at once; while the database is away they are not numbers, and the scrape does not wait for each. */
    private synchronized Optional<StuckActivations> counted() {
        if (countedAt == 0 || System.nanoTime() - countedAt > KEPT.toNanos()) {
            countedAt = System.nanoTime();
            counted = Optional.empty();
            counted = queries.find(new FindStuckActivations(clock.instant().minus(TOO_LONG)), StuckActivations.class);
        }
        return counted;
    }
}
