package io.mooring.eventstore.processing;

import io.mooring.eventstore.TrackingTokens;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A handler that writes down what it is handed, in the transaction of the batch: what counts is what was committed. */
final class Logbook implements EventMessageHandler {

    /** What happens after an event was written down. */
    interface Mishap {
        void on(Entry entry) throws Exception;
    }

    record Entry(long position, String ship, long sequence, String type) {}

    private final JdbcClient jdbc;
    private final String name;
    private volatile Predicate<Message<?>> interest = message -> true;
    private volatile Mishap mishap = entry -> {};

    private Logbook(JdbcClient jdbc, String name) {
        this.jdbc = jdbc;
        this.name = name;
    }

    static Logbook of(ProcessingNode node, String name) {
        node.jdbc.sql("""
                create table if not exists logbook (line bigint generated always as identity, name text, position bigint,
                                                    ship text, sequence bigint, type text)
                """).update();
        return new Logbook(node.jdbc, name);
    }

    Logbook when(Predicate<Message<?>> ofInterest) {
        interest = ofInterest;
        return this;
    }

    Logbook then(Mishap afterWriting) {
        mishap = afterWriting;
        return this;
    }

    @Override
    public boolean canHandle(EventMessage<?> event) {
        return interest.test(event);
    }

    @Override
    public Object handle(EventMessage<?> event) throws Exception {
        var ofAShip = (DomainEventMessage<?>) event;
        var entry = new Entry(
                TrackingTokens.after(((TrackedEventMessage<?>) event).trackingToken()),
                ofAShip.getAggregateIdentifier(),
                ofAShip.getSequenceNumber(),
                event.getPayloadType().getSimpleName());
        jdbc.sql("insert into logbook (name, position, ship, sequence, type) values (?, ?, ?, ?, ?)")
                .params(name, entry.position(), entry.ship(), entry.sequence(), entry.type())
                .update();
        mishap.on(entry);
        return entry;
    }

    /** What was committed, as it was handled. */
    List<Entry> entries() {
        return jdbc
                .sql("select position, ship, sequence, type from logbook where name = ? order by line")
                .param(name)
                .query(Entry.class)
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    List<Long> positions() {
        return entries().stream().map(Entry::position).toList();
    }

    List<String> ships() {
        return entries().stream().map(Entry::ship).toList();
    }
}
