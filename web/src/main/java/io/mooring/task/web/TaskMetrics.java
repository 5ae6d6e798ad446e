package io.mooring.task.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mooring.task.api.FindOpenTaskCount;
import io.mooring.task.api.TaskKind;
import io.mooring.web.Queries;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How many tasks of each kind wait for a person, as a metric to be alarmed by. */
@Component
class TaskMetrics {

    private final Queries queries;
    private final ObjectProvider<MeterRegistry> meters;

    TaskMetrics(Queries queries, ObjectProvider<MeterRegistry> meters) {
        this.queries = queries;
        this.meters = meters;
    }

    @EventListener(ApplicationReadyEvent.class)
    void measure() {
        var registry = meters.getIfUnique();
        if (registry == null) {
            return;
        }
        for (var kind : TaskKind.values()) {
            Gauge.builder("mooring.tasks.open", () -> open(kind))
                    .description("matters that wait for a person")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private double open(TaskKind kind) {
        return queries.find(new FindOpenTaskCount(kind), Long.class)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }
}
