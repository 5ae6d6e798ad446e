package io.mooring.privacy.api;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Look-up keys for names that must be unique without being readable: equal for two spellings that people take for one name (case, width, Unicode
 * composition), keyed so that a copied table cannot be searched for known addresses.
 */
public final class LookupKeys {

    private final ServerKey key;

    public LookupKeys(ServerKey master) {
        this.key = master.derived("lookup");
    }

    /** 64 hexadecimal digits for a user name. */
    public String ofUserName(String userName) {
        return key.macHex("user-name|" + normalised(userName));
    }

    /** 64 hexadecimal digits for a mailbox. */
    public String ofMailbox(String mailbox) {
        return key.macHex("mailbox|" + normalised(mailbox));
    }

    /** NFKC, trimmed, case-folded by way of upper case (ß and ss, final sigma), composed again because changing case can decompose. */
    public static String normalised(String name) {
        var composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(composed, Normalizer.Form.NFKC);
    }
}
