package io.mooring.workbench;

import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;

/** A real query bus whose answers are given by the test. */
public final class Answers {

    public static QueryGateway by(Object handlers) {
        var bus = SimpleQueryBus.builder().build();
        new AnnotationQueryHandlerAdapter<>(handlers).subscribe(bus);
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }

    private Answers() {}
}
