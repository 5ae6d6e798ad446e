package io.mooring.rule.api;

import java.util.UUID;

/** Name-based UUIDs (RFC 9562, version 5), so that two messages about one thing meet in one id, in either order. */
public final class NamedUuid {

    private NamedUuid() {}

    /** The UUID of these parts; the same parts in the same order always give the same one. */
    public static UUID of(String kind, String... parts) {
        var name = new StringBuilder("mooring:").append(kind);
        for (var part : parts) {
            name.append('|').append(part.length()).append(':').append(part);
        }
        var hash = sha1(name.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        var bits = java.nio.ByteBuffer.wrap(hash);
        return new UUID(bits.getLong(), bits.getLong());
    }

    private static byte[] sha1(byte[] name) {
        try {
            return java.security.MessageDigest.getInstance("SHA-1").digest(name);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
