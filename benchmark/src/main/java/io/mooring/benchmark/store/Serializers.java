package io.mooring.benchmark.store;

import io.mooring.benchmark.store.reference.ActivationSaga;
import io.mooring.benchmark.store.reference.ReferenceEvent;
import io.mooring.eventstore.EventTypes;
import io.mooring.eventstore.LogicalNameSerializer;
import io.mooring.eventstore.PersonalFields;
import io.mooring.eventstore.StoredJson;
import io.mooring.eventstore.SubjectKeys;
import io.mooring.privacy.api.DataSubject;
import io.mooring.privacy.api.Personal;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;

/** The same JSON for everybody: ours under logical names, Axon's under the names of classes. */
final class Serializers {

    /** What Axon's own correlation puts into the metadata of a message: where it all began, and what it follows. */
    static final String CORRELATION = "traceId";

    static final String CAUSATION = "correlationId";

    private Serializers() {}

    static Serializer ours(DataSource dataSource) {
        var types = new EventTypes()
                .withFamily("reference", ReferenceEvent.class)
                .with(MetaData.class.getName(), MetaData.class)
                .with("axon.Position", GlobalSequenceTrackingToken.class)
                .with("axon.Replay", ReplayToken.class)
                .with("axon.TokenStore", ConfigToken.class)
                .with("saga.ActivationSaga", ActivationSaga.class);
        var keys = new SubjectKeys(dataSource, new SecretKeySpec(new byte[32], "AES"));
        return new LogicalNameSerializer(
                StoredJson.mapper(),
                types,
                new PersonalFields(keys, Personal.class, DataSubject.class, Personal.FORGOTTEN));
    }

    static Serializer axons() {
        return JacksonSerializer.builder().objectMapper(StoredJson.mapper()).build();
    }
}
