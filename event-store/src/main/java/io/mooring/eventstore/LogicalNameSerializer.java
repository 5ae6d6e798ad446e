package io.mooring.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads JSON under the logical names of {@link EventTypes}, with personal fields sealed. A type nobody knows is an error that stops the
 * reader: skipping it would be losing it.
 */
public final class LogicalNameSerializer implements Serializer {

    private final ObjectMapper json;
    private final EventTypes types;
    private final PersonalFields personalFields;
    private final Converter converter;

    public LogicalNameSerializer(ObjectMapper json, EventTypes types, PersonalFields personalFields) {
        this.json = json;
        this.types = types;
        this.personalFields = personalFields;
        // Axon's own conversions between text, bytes and JSON nodes, which upcasters rely on
        this.converter = JacksonSerializer.builder().objectMapper(json).build().getConverter();
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> expectedRepresentation) {
        var type = object == null ? SimpleSerializedType.emptyType() : typeForClass(object.getClass());
        try {
            var text = object != null && personalFields.areIn(object.getClass())
                    ? sealed(object, type.getName())
                    : json.writeValueAsString(object);
            return new SimpleSerializedObject<>(
                    expectedRepresentation == String.class
                            ? expectedRepresentation.cast(text)
                            : converter.convert(text, String.class, expectedRepresentation),
                    expectedRepresentation,
                    type);
        } catch (JsonProcessingException e) {
            throw new SerializationException("Cannot write " + type.getName(), e);
        }
    }

    private String sealed(Object object, String typeName) throws JsonProcessingException {
        JsonNode tree = json.valueToTree(object);
        personalFields.seal(object.getClass(), typeName, tree);
        return json.writeValueAsString(tree);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> expectedRepresentation) {
        return JsonNode.class.equals(expectedRepresentation)
                || String.class.equals(expectedRepresentation)
                || converter.canConvert(String.class, expectedRepresentation);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"
    }) // Axon's contract: null for the empty type
    public <S, T> T deserialize(SerializedObject<S> stored) {
        if (SerializedType.emptyType().equals(stored.getType())) {
            return null;
        }
        var type = classForType(stored.getType());
        try {
            if (stored.getData() instanceof String text && !personalFields.areIn(type)) {
                return (T) json.readValue(text, type);
            }
            var tree = stored.getData() instanceof JsonNode node
                    ? node.deepCopy()
                    : json.readTree(converter.convert(stored, String.class).getData());
            personalFields.open(type, stored.getType().getName(), tree);
            return (T) json.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new SerializationException("Cannot read " + stored.getType().getName(), e);
        }
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        return types.classOf(type.getName())
                .filter(known -> type.getRevision() == null
                        || type.getRevision().equals(typeForClass(known).getRevision()))
                .orElseThrow(() -> new SerializationException("Nobody knows the stored type " + type.getName()
                        + " (revision " + type.getRevision() + "); a reader stops here rather than skip it"));
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || Void.class.equals(type)) {
            return SimpleSerializedType.emptyType();
        }
        return types.typeOf(type)
                .orElseThrow(
                        () -> new SerializationException(type.getName() + " has no logical name to be stored under"));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
