package io.mooring.privacy.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of the server for one use, derived from the installation's master key (256 bits) with HMAC-SHA-256, so that no two uses share a key.
 * Never printed.
 */
public final class ServerKey {

    private static final int BYTES = 32;

    private final byte[] bytes;

    private ServerKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The master key itself: 32 bytes in Base64; anything else is an {@link IllegalArgumentException}. */
    public static ServerKey master(String base64) {
        var bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("The master key must be 32 bytes in Base64, not " + bytes.length);
        }
        return new ServerKey(bytes);
    }

    /** The key for one use, named once and for all. */
    public ServerKey derived(String use) {
        return new ServerKey(mac("mooring:" + use));
    }

    /** HMAC-SHA-256 of the text under this key: 32 bytes. */
    public byte[] mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same in hexadecimal, for look-up columns that must not show what they look up. */
    public String macHex(String text) {
        return HexFormat.of().formatHex(mac(text));
    }

    /** This key for AES-256. */
    public SecretKeySpec aes() {
        return new SecretKeySpec(Arrays.copyOf(bytes, BYTES), "AES");
    }

    @Override
    public String toString() {
        return "ServerKey[…]";
    }
}
