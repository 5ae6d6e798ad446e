package io.mooring.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogicalNameSerializerIT {

    private final EventStoreDatabase database = new EventStoreDatabase();

    @ParameterizedTest
    @MethodSource("axonsOwn")
    void what_axon_keeps_beside_events_reads_back_the_same(Object value) {
        database.types
                .with("axon.Position", GlobalSequenceTrackingToken.class)
                .with("axon.Replay", ReplayToken.class)
                .with("axon.Merged", MergedTrackingToken.class)
                .with("axon.TokenStore", ConfigToken.class);
        var serializer = database.serializer(database.keys());

        for (Class<?> form : new Class<?>[] {String.class, byte[].class}) {
            var stored = serializer.serialize(value, form);
            Object read = serializer.deserialize(stored);
            assertThat(read).isEqualTo(value);
        }
    }

    static Object[] axonsOwn() {
        return new Object[] {
            new GlobalSequenceTrackingToken(-1),
            new GlobalSequenceTrackingToken(Long.MAX_VALUE),
            ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(7)),
            ReplayToken.createReplayToken(
                    new GlobalSequenceTrackingToken(7), new GlobalSequenceTrackingToken(3), "why"),
            new MergedTrackingToken(
                    new MergedTrackingToken(new GlobalSequenceTrackingToken(1), new GlobalSequenceTrackingToken(5)),
                    new GlobalSequenceTrackingToken(3)),
            ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(7), new GlobalSequenceTrackingToken(3)),
            new ConfigToken(Map.of("id", "store-1")),
            MetaData.from(Map.of("actor", "buyer:s-1"))
        };
    }

    @Test
    void nothing_is_written_and_read_as_nothing() {
        var serializer = database.serializer(database.keys());
        var nothing = serializer.serialize(null, String.class);

        assertThat(nothing.getType()).isEqualTo(SerializedType.emptyType());
        Object read = serializer.deserialize(nothing);
        assertThat(read).isNull();
    }

    @Test
    void one_name_stands_for_one_type() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.types.with("harbour.ShipMoored", String.class))
                .withMessageContaining("harbour.ShipMoored");
    }

    @Test
    void a_family_is_sealed_or_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> database.types.withFamily("x", Runnable.class));
    }
}
