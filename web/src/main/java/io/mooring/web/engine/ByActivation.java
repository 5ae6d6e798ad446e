package io.mooring.web.engine;

import io.mooring.activation.api.ActivationId;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/** What concerns one activation is handled in its order, whichever aggregate it comes from; the rest in the order of its aggregate. */
final class ByActivation implements SequencingPolicy<EventMessage<?>> {

    private static final ClassValue<Optional<Method>> ACTIVATION = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return !type.isRecord()
                    ? Optional.empty()
                    : Arrays.stream(type.getRecordComponents())
                            .filter(component -> component.getType() == ActivationId.class)
                            .map(RecordComponent::getAccessor)
                            .findFirst();
        }
    };

    @Override
    public Object getSequenceIdentifierFor(EventMessage<?> event) {
        return activationOf(event)
                .map(ActivationId::value)
                .orElseGet(() -> event instanceof DomainEventMessage<?> ofAnAggregate
                        ? ofAnAggregate.getAggregateIdentifier()
                        : event.getIdentifier());
    }

    private static Optional<ActivationId> activationOf(EventMessage<?> event) {
        return ACTIVATION.get(event.getPayloadType()).map(accessor -> {
            try {
                return (ActivationId) accessor.invoke(event.getPayload());
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }
}
