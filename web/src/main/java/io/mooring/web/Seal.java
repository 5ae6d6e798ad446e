package io.mooring.web;

import io.mooring.privacy.api.ServerKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Keeps what a buyer typed unreadable in tables that are no history: AES-256-GCM, bound to the row it belongs to. */
@Component
public final class Seal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    public Seal(ServerKey masterKey) {
        this.key = masterKey.derived("web-at-rest").aes();
    }

    public byte[] close(String text, String row) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, row, text.getBytes(StandardCharsets.UTF_8));
        var together = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, together, NONCE_BYTES, sealed.length);
        return together;
    }

    /** The text again; an {@link IllegalStateException} when key, row or bytes are not the ones it was closed with. */
    public String open(byte[] sealed, String row) {
        var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        var content = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        return new String(cipher(Cipher.DECRYPT_MODE, nonce, row, content), StandardCharsets.UTF_8);
    }

    private byte[] cipher(int mode, byte[] nonce, String row, byte[] content) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("Sealed for another row or under another key", unreadable);
        }
    }
}
