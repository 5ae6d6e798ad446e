package io.mooring.benchmark.store;

import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;

/** An event storage engine in the transactions it is made for. */
interface EventLog extends AutoCloseable {

    /** Stores the events by one commit. */
    void append(List<? extends DomainEventMessage<?>> events);

    @Override
    default void close() {}

    /** Opens a log on a data source. */
    @FunctionalInterface
    interface Opening {
        EventLog on(DataSource dataSource);
    }
}
