package io.mooring.web.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mooring.eventstore.processing.PostgresEventProcessor;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says how far each group of event handlers is behind the log, what fails and what is parked; on the health page and as metrics. Not part of readiness:
 * the node that says so is the one that can mend it.
 */
@Component("eventProcessing")
class ProcessingHealth extends AbstractHealthIndicator {

    private final org.axonframework.config.Configuration axon;
    private final ParkedEvents parked;
    private final ObjectProvider<MeterRegistry> meters;

    ProcessingHealth(
            org.axonframework.config.Configuration axon, ParkedEvents parked, ObjectProvider<MeterRegistry> meters) {
        super("The state of event processing is unknown");
        this.axon = axon;
        this.parked = parked;
        this.meters = meters;
    }

    @EventListener(ApplicationReadyEvent.class)
    void measure() {
        var registry = meters.getIfUnique();
        if (registry != null) {
            processors().forEach(processor -> {
                Gauge.builder("mooring.events.lag", processor, ProcessingHealth::lag)
                        .description("numbers of the log that the group has not seen yet, on this node's segments")
                        .tag("group", processor.getName())
                        .register(registry);
                Gauge.builder(
                                "mooring.events.parked",
                                parked,
                                events -> events.waiting().getOrDefault(processor.getName(), 0L))
                        .description("events that wait as dead letters")
                        .tag("group", processor.getName())
                        .register(registry);
            });
        }
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Map<String, Object> groups = new TreeMap<>();
        var failing = processors()
                .peek(processor -> groups.put(processor.getName(), state(processor)))
                .filter(PostgresEventProcessor::isError)
                .count();
        var waiting =
                parked.waiting().values().stream().mapToLong(Long::longValue).sum();
        health.status(failing > 0 || waiting > 0 ? "DOWN" : "UP").withDetails(groups);
    }

    private String state(PostgresEventProcessor processor) {
        var waiting = parked.waiting().getOrDefault(processor.getName(), 0L);
        return (processor.isError() ? "failing" : processor.lag().isEmpty() ? "on another node" : "working")
                + ", behind " + (long) lag(processor)
                + (waiting > 0 ? ", parked " + waiting : "");
    }

    private static double lag(PostgresEventProcessor processor) {
        return processor.lag().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private Stream<PostgresEventProcessor> processors() {
        return axon.eventProcessingConfiguration().eventProcessors().values().stream()
                .filter(PostgresEventProcessor.class::isInstance)
                .map(PostgresEventProcessor.class::cast);
    }
}
