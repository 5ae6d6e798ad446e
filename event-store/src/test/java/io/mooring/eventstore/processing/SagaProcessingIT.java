package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static io.mooring.eventstore.processing.ProcessingNode.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import io.mooring.eventstore.processing.PortEvent.ShipLeft;
import io.mooring.eventstore.processing.PortEvent.ShipUnloaded;
import io.mooring.eventstore.processing.Unloading.UnloadShip;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A saga's state, the commands it sends, the events of these and the position are one transaction. */
@Timeout(60)
class SagaProcessingIT {

    private static final int SHIPS = 20;

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final ProcessingNode node = new ProcessingNode(database);
    private final SimpleCommandBus commands =
            SimpleCommandBus.builder().transactionManager(node.transactions).build();
    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeEach
    void handleCommands() {
        commands.subscribe(UnloadShip.class.getName(), command -> {
            var unload = (UnloadShip) command.getPayload();
            node.append(unload.ship(), new ShipUnloaded(unload.ship(), unload.load()));
            if (unload.load() == 13 && refusals.getAndDecrement() > 0) {
                throw new IllegalStateException("refused");
            }
            return unload.ship();
        });
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void the_sagas_and_the_events_of_a_whole_batch_are_one_statement_each() {
        arrive();
        node.dataSource.clear();

        processor(1).start();

        eventually().until(() -> unloaded() == SHIPS);
        assertThat(sagas()).isEqualTo(SHIPS);
        assertThat(node.dataSource.containing("insert into domain_event")).hasSize(1);
        assertThat(node.dataSource.containing("insert into saga_entry")).hasSize(1);
        assertThat(node.dataSource.containing("insert into association_value_entry"))
                .hasSize(1);
        assertThat(node.dataSource.containing("from association_value_entry"))
                .as("read ahead, for all of them")
                .hasSize(1);
    }

    @Test
    void a_command_that_is_refused_undoes_all_of_its_batch() {
        refusals.set(2);
        arrive();
        var processor = processor(1);
        processor.start();

        eventually().until(processor::isError);
        eventually().until(() -> unloaded() == SHIPS);

        assertThat(sagas()).isEqualTo(SHIPS);
        assertThat(database.jdbc
                        .sql(
                                "select count(distinct aggregate_id) from domain_event where event_type = 'port.ShipUnloaded'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(SHIPS);
        assertThat(database.jdbc.sql("select event_head()").query(Long.class).single())
                .as("the events of the first two attempts were not even sent")
                .isEqualTo(2 * SHIPS);
    }

    @Test
    void while_a_command_is_refused_nothing_of_its_batch_is_there() {
        refusals.set(Integer.MAX_VALUE);
        arrive();
        var processor = processor(1);
        processor.start();

        eventually().until(processor::isError);

        assertThat(sagas()).isZero();
        assertThat(unloaded()).isZero();
        assertThat(status(processor, 0).getCurrentPosition()).hasValue(-1);
    }

    @Test
    void sagas_of_four_segments_each_handle_their_own() {
        processor(4).start();
        arrive();
        eventually().until(() -> unloaded() == SHIPS);
        assertThat(sagas()).isEqualTo(SHIPS);

        for (var n = 1; n <= SHIPS; n++) {
            node.publish("ship-" + n, new ShipLeft("ship-" + n));
        }

        eventually().until(() -> sagas() == 0);
        assertThat(unloaded()).isEqualTo(SHIPS);
        assertThat(database.jdbc
                        .sql("select count(*) from association_value_entry")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_saga_that_begins_and_ends_in_one_batch_writes_nothing_but_its_events() {
        node.publish("ship", new ShipArrived("ship", 1), new ShipLeft("ship"));
        node.dataSource.clear();

        processor(1).start();

        eventually().until(() -> unloaded() == 1);
        assertThat(node.dataSource.containing("into saga_entry")).isEmpty();
        assertThat(node.dataSource.containing("into association_value_entry")).isEmpty();
        assertThat(sagas()).isZero();
    }

    private PostgresEventProcessor processor(int segments) {
        var gateway = DefaultCommandGateway.builder().commandBus(commands).build();
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(Unloading.class),
                new SimpleResourceParameterResolverFactory(List.of(gateway)));
        var repository = AnnotatedSagaRepository.<Unloading>builder()
                .sagaType(Unloading.class)
                .parameterResolverFactory(parameters)
                .sagaStore(node.sagas)
                .build();
        var manager = AnnotatedSagaManager.<Unloading>builder()
                .sagaRepository(repository)
                .sagaType(Unloading.class)
                .sagaFactory(Unloading::new)
                .parameterResolverFactory(parameters)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        return node.ofThisNode(PostgresEventProcessor.of(
                "sagas", manager, node.shared(), new Batching(segments, 250, 2_000, this::prepare)));
    }

    private void prepare(List<? extends EventMessage<?>> events) {
        node.sagas.prepare(
                Unloading.class,
                events,
                event -> event.getPayload() instanceof ShipUnloaded
                        ? Optional.empty()
                        : Optional.of(new AssociationValue("ship", shipOf(event.getPayload()))));
    }

    private static String shipOf(Object event) {
        return switch ((PortEvent) event) {
            case ShipArrived arrived -> arrived.ship();
            case ShipUnloaded unloaded -> unloaded.ship();
            case ShipLeft left -> left.ship();
        };
    }

    private void arrive() {
        for (var n = 1; n <= SHIPS; n++) {
            node.publish("ship-" + n, new ShipArrived("ship-" + n, n));
        }
    }

    private int sagas() {
        return database.jdbc
                .sql("select count(*) from saga_entry")
                .query(Integer.class)
                .single();
    }

    private int unloaded() {
        return database.jdbc
                .sql("select count(*) from domain_event where event_type = 'port.ShipUnloaded'")
                .query(Integer.class)
                .single();
    }
}
