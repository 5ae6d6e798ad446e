package io.mooring.verification.api;

import io.mooring.privacy.api.ServerKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/** Derives one-time codes from challenge and number under a server key, so that none is ever stored and a retried mail carries the same one. */
public final class VerificationCodes {

    /** Digits of a code. */
    public static final int LENGTH = 8;

    private static final BigInteger CODES = BigInteger.TEN.pow(LENGTH);

    private final ServerKey key;

    public VerificationCodes(ServerKey master) {
        this.key = master.derived("verification-code");
    }

    /** Eight decimal digits; uniform up to a bias of 2^-229. */
    public String code(VerificationId verificationId, int number) {
        var value = new BigInteger(1, key.mac(verificationId + "|" + number)).mod(CODES);
        return String.format(Locale.ROOT, "%08d", value);
    }

    /** Compares in constant time; blanks and hyphens in what was typed are ignored. */
    public boolean matches(VerificationId verificationId, int number, String typed) {
        var expected = code(verificationId, number).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, typed.replaceAll("[\\s-]", "").getBytes(StandardCharsets.UTF_8));
    }
}
