package io.mooring.testsupport.privacy;

import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.ServerKey;
import io.mooring.verification.api.VerificationCodes;

/** A master key that everybody may know, and what is derived from it. */
public final class TestKeys {

    /** 32 bytes, counting from 0, in Base64. */
    public static final String MASTER_BASE64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public static final ServerKey MASTER = ServerKey.master(MASTER_BASE64);
    public static final LookupKeys LOOKUP = new LookupKeys(MASTER);
    public static final VerificationCodes CODES = new VerificationCodes(MASTER);

    private TestKeys() {}
}
