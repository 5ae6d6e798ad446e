package io.mooring.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One tuple of a binary {@code COPY}: a count of fields, and each as its length (-1 for null) and its bytes. Fields are taken in their order. */
final class CopiedRow {

    /** The signature, flags and extension length that come before the first tuple. */
    static final int HEADER = 19;

    /** Microseconds from 1970 to 2000, where PostgreSQL's time begins. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private final byte[] bytes;
    private final ByteBuffer fields;

    CopiedRow(byte[] bytes, int from) {
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes, from, bytes.length - from);
    }

    /** Goes to the first field; false for what follows the last tuple. */
    boolean begin() {
        return fields.remaining() >= Short.BYTES && fields.getShort() >= 0;
    }

    long number() {
        fields.getInt();
        return fields.getLong();
    }

    Instant time() {
        var micros = number() + EPOCH_MICROS;
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    @Nullable
    String text() {
        return text(fields.getInt());
    }

    /** A {@code jsonb} is sent as its text behind one byte of version. */
    @Nullable
    String json() {
        var length = fields.getInt();
        fields.get();
        return text(length - 1);
    }

    private @Nullable String text(int length) {
        if (length < 0) {
            return null;
        }
        var from = fields.position();
        fields.position(from + length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
