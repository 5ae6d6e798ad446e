package io.mooring.web.engine;

import io.mooring.eventstore.command.CommandTargets;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.saga.ResourceInjector;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.spring.config.MessageHandlerLookup;
import org.axonframework.spring.config.SpringAggregateLookup;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.axonframework.spring.config.SpringConfigurer;
import org.axonframework.spring.config.SpringSagaLookup;
import org.axonframework.spring.config.annotation.HandlerDefinitionFactoryBean;
import org.axonframework.spring.config.annotation.SpringParameterResolverFactoryBean;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Role;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon by hand: commands on the caller's thread in one transaction, every group of event handlers a processor of our own from the first event on, errors
 * never swallowed. Axon's own auto-configuration is not on the class path, because it was made for an older Spring Boot.
 */
@Configuration(proxyBeanMethods = false)
class AxonWiring {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static MessageHandlerLookup messageHandlerLookup() {
        return new MessageHandlerLookup();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static SpringAggregateLookup aggregateLookup() {
        return new SpringAggregateLookup();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static SpringSagaLookup sagaLookup() {
        return new SpringSagaLookup();
    }

    @Bean
    SpringAxonConfiguration axonConfiguration(Configurer configurer) {
        return new SpringAxonConfiguration(configurer);
    }

    @Bean
    SpringConfigurer axonConfigurer(ConfigurableListableBeanFactory beans, List<ConfigurerModule> modules) {
        var configurer = new SpringConfigurer(beans);
        configurer.registerModule(new EventProcessingModule());
        configurer.configureCorrelationDataProviders(configuration -> List.of(new Causes()));
        modules.stream()
                .sorted(Comparator.comparingInt(ConfigurerModule::order))
                .forEach(module -> module.configureModule(configurer));
        return configurer;
    }

    @Bean
    @Primary
    HandlerDefinitionFactoryBean handlerDefinition(
            List<HandlerDefinition> definitions, List<HandlerEnhancerDefinition> enhancers) {
        return new HandlerDefinitionFactoryBean(definitions, enhancers);
    }

    @Bean
    @Primary
    SpringParameterResolverFactoryBean parameterResolverFactory(List<ParameterResolverFactory> factories) {
        var bean = new SpringParameterResolverFactoryBean();
        bean.setAdditionalFactories(factories);
        return bean;
    }

    /** Sagas get what they need as parameters of their handlers; looking for fields to fill would cost more than the handling. */
    @Bean
    ResourceInjector resourceInjector() {
        return saga -> {};
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    CommandBus commandBus(TransactionManager transactions) {
        var bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(List.of(new Causes())));
        return bus;
    }

    /**
     * No locks in the JVM: of two commands that meet on one aggregate the unique constraint lets one through and the other begins again. A lock held
     * across the append lock of the store would be a deadlock that no database sees.
     */
    @Bean
    LockFactory databaseDecides() {
        return NullLockFactory.INSTANCE;
    }

    @Bean
    CommandTargetResolver commandTargets() {
        return new CommandTargets();
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @Bean
    QueryBus queryBus() {
        return SimpleQueryBus.builder().build();
    }

    @Bean
    QueryGateway queryGateway(QueryBus bus) {
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }
}
