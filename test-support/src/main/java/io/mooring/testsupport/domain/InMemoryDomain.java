package io.mooring.testsupport.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Every aggregate behind one real command bus, its events kept in memory. Cheap to make again on an empty history. */
public final class InMemoryDomain {

    private final Map<Class<?>, AggregateModel<?>> models;
    private final ParameterResolverFactory parameters;
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final CommandGateway gateway =
            DefaultCommandGateway.builder().commandBus(bus).build();
    private final InMemoryEventStorageEngine history = new InMemoryEventStorageEngine();
    private final EmbeddedEventStore events =
            EmbeddedEventStore.builder().storageEngine(history).build();

    private InMemoryDomain(Map<Class<?>, AggregateModel<?>> models, ParameterResolverFactory parameters) {
        this.models = models;
        this.parameters = MultiParameterResolverFactory.ordered(
                parameters, new SimpleResourceParameterResolverFactory(List.of(gateway)));
        models.values().forEach(this::connect);
    }

    /** With what the handlers ask for beside their command. */
    public static InMemoryDomain with(Object... resources) {
        return of(List.of("io.mooring"), resources);
    }

    /** The same for the aggregates of some packages, and what is below them. */
    public static InMemoryDomain of(List<String> packages, Object... resources) {
        var parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(InMemoryDomain.class),
                new SimpleResourceParameterResolverFactory(List.of(resources)));
        var models = new HashMap<Class<?>, AggregateModel<?>>();
        for (var type : aggregates(packages)) {
            models.put(type, AnnotatedAggregateMetaModelFactory.inspectAggregate(type, parameters));
        }
        return new InMemoryDomain(models, parameters);
    }

    /** The same aggregates and resources, nothing in history. */
    public InMemoryDomain anew() {
        return new InMemoryDomain(models, parameters);
    }

    /** Adds a handler of commands that is no aggregate. */
    public InMemoryDomain handledBy(Object handler) {
        new AnnotationCommandHandlerAdapter<>(handler, parameters).subscribe(bus);
        return this;
    }

    public Object send(Object command) {
        return gateway.sendAndWait(command);
    }

    /** Everything that happened, in order. */
    public List<Object> history() {
        return history.readEvents(null, false)
                .map(EventMessage::getPayload)
                .map(Object.class::cast)
                .toList();
    }

    private <T> void connect(AggregateModel<T> model) {
        @SuppressWarnings("unchecked") // the model's own type
        var type = (Class<T>) model.entityClass();
        var repository = EventSourcingRepository.builder(type)
                .aggregateModel(model)
                .eventStore(events)
                .build();
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(type)
                .aggregateModel(model)
                .parameterResolverFactory(parameters)
                .repository(repository)
                .build()
                .subscribe(bus);
    }

    private static List<Class<?>> aggregates(List<String> packages) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Aggregate.class));
        var found = new ArrayList<Class<?>>();
        for (var candidate : packages.stream()
                .flatMap(name -> scanner.findCandidateComponents(name).stream())
                .toList()) {
            try {
                found.add(Class.forName(candidate.getBeanClassName()));
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return List.copyOf(found);
    }
}
