package io.mooring.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalInt;

/** Where the next page begins, in a form that nobody reads by accident. */
final class NextToken {

    private static final String PREFIX = "from:";

    static String of(int position) {
        return Base64.getEncoder().encodeToString((PREFIX + position).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where the token is not one of these. */
    static OptionalInt position(String token) {
        try {
            var text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            return OptionalInt.of(Integer.parseUnsignedInt(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException | IndexOutOfBoundsException unknown) {
            return OptionalInt.empty();
        }
    }

    private NextToken() {}
}
