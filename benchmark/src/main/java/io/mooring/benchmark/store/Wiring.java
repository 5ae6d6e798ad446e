package io.mooring.benchmark.store;

import io.mooring.benchmark.store.reference.Activation;
import io.mooring.benchmark.store.reference.ActivationSaga;
import io.mooring.benchmark.store.reference.Subscription;
import io.mooring.benchmark.store.reference.Workspace;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** One way of putting event store, processors, positions and sagas together around the reference domain. */
interface Wiring {

    String name();

    /** Makes the tables that the wiring needs; once per database. */
    void createTables(Database database);

    /** Starts a node and returns when its processors have begun to work. */
    Node start(Setup setup);

    /**
     * What a node is made of.
     *
     * @param dataSource the node's own pool
     * @param handlers event handlers by the name of their processing group
     * @param saga whether the reference saga runs on this node
     */
    record Setup(Database database, DataSource dataSource, Map<String, Object> handlers, boolean saga) {

        SpringTransactionManager transactions() {
            return new SpringTransactionManager(new DataSourceTransactionManager(dataSource));
        }

        /** The reference domain, its saga and the handlers, with nothing said about stores and processors. */
        Configurer domain(SpringTransactionManager transactions) {
            var configurer = DefaultConfigurer.defaultConfiguration(false)
                    .configureTransactionManager(configuration -> transactions)
                    .configureAggregate(Subscription.class)
                    .configureAggregate(Activation.class)
                    .configureAggregate(Workspace.class);
            var processing = configurer.eventProcessing();
            processing.registerDefaultListenerInvocationErrorHandler(
                    configuration -> PropagatingErrorHandler.instance());
            if (saga) {
                processing.registerSaga(ActivationSaga.class);
            }
            handlers.forEach((group, handler) -> {
                processing.registerEventHandler(configuration -> handler);
                processing.assignHandlerInstancesMatching(group, handler::equals);
            });
            return configurer;
        }
    }

    /** A running node. */
    interface Node extends AutoCloseable {

        CommandGateway commands();

        @Override
        void close();
    }
}
