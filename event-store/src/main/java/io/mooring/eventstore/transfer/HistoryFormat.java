package io.mooring.eventstore.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The names in a file, and how its JSON is read and written. */
final class HistoryFormat {

    static final String NAME = "mooring-history";
    static final int VERSION = 1;

    static final String POSITION = "position";
    static final String EVENT_ID = "eventId";
    static final String AGGREGATE_TYPE = "aggregateType";
    static final String AGGREGATE_ID = "aggregateId";
    static final String SEQUENCE_NUMBER = "sequenceNumber";
    static final String OCCURRED_AT = "occurredAt";
    static final String TYPE = "type";
    static final String REVISION = "revision";
    static final String PAYLOAD = "payload";
    static final String METADATA = "metadata";
    static final String CORRELATION_ID = "correlationId";
    static final String CAUSATION_ID = "causationId";
    static final String EVENTS = "events";
    static final String LAST_POSITION = "lastPosition";

    /** PostgreSQL's numbers are longer than what Jackson reads by default. */
    private static final int LONGEST_NUMBER = 200_000;

    static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LineReader.LONGEST_LINE)
                    .build())
            .rootValueSeparator("\n")
            .build();

    private HistoryFormat() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }
}
