package io.mooring.eventstore.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads UTF-8 line by line, holds one line at a time, and knows the number of the line and the digest of all that was read. */
final class LineReader {

    /** A file of another kind may have no line at all; it must not fill the heap before it is refused. */
    static final int LONGEST_LINE = 64 << 20;

    private static final int BUFFER = 64 << 10;

    private final DigestInputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int next;
    private int end;
    private long number;

    LineReader(InputStream source) {
        in = new DigestInputStream(source, HistoryFormat.sha256());
    }

    /** The next line without its end; null behind the last. */
    @Nullable
    String next() throws IOException {
        line.reset();
        number++;
        while (true) {
            if (next == end) {
                end = Math.max(in.read(buffer), 0);
                next = 0;
                if (end == 0) {
                    return line.size() == 0 ? null : decoded();
                }
            }
            var from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.write(buffer, from, next - from);
            if (line.size() > LONGEST_LINE) {
                throw new MalformedHistory(number, "is longer than " + (LONGEST_LINE >> 20) + " MiB");
            }
            if (next < end) {
                next++;
                return decoded();
            }
        }
    }

    private String decoded() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedHistory(number, "is not UTF-8");
        }
    }

    /** Number of the line that was read last, or looked for behind the end; from 1. */
    long number() {
        return number;
    }

    String sha256() {
        return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
}
