package io.mooring.sandbox.journey;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every form in which a piece of a secret may have been written down: as it is, in an address, in Base64, in hexadecimal digits. */
final class Traces {

    private static final int PIECE = 24;

    private final Set<String> forms = new LinkedHashSet<>();

    Traces(Collection<String> secrets) {
        for (var secret : secrets) {
            for (var from = 0; from + PIECE <= secret.length(); from += PIECE) {
                add(secret.substring(from, from + PIECE));
            }
        }
    }

    private void add(String piece) {
        var bytes = piece.getBytes(StandardCharsets.UTF_8);
        forms.add(piece);
        forms.add(URLEncoder.encode(piece, StandardCharsets.UTF_8));
        forms.add(piece.replace("/", "\\/"));
        forms.add(HexFormat.of().formatHex(bytes));
        // Where the piece stands in what was encoded decides between three ways to write it
        for (var skipped = 0; skipped < 3; skipped++) {
            var whole = (bytes.length - skipped) / 3 * 3;
            var aligned = new String(bytes, skipped, whole, StandardCharsets.UTF_8);
            forms.add(Base64.getEncoder().encodeToString(aligned.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The forms that are in a text. */
    List<String> in(String text) {
        var found = new ArrayList<String>();
        for (var form : forms) {
            if (text.contains(form)) {
                found.add(form);
            }
        }
        return found;
    }
}
