package io.mooring.sandbox.aws;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** New names of things in the form that AWS gives them. */
final class AwsNames {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    static String account() {
        return String.valueOf(100_000_000_000L + RANDOM.nextLong(900_000_000_000L));
    }

    static String customer() {
        return letters(11);
    }

    static String offer() {
        return "offer-" + letters(13).toLowerCase(Locale.ROOT);
    }

    static String agreement() {
        return "agmt-" + letters(13).toLowerCase(Locale.ROOT);
    }

    static String licence(String account) {
        return "arn:aws:license-manager::" + account + ":license:l-"
                + UUID.randomUUID().toString().replace("-", "");
    }

    private static String letters(int count) {
        return RANDOM.ints(count, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private AwsNames() {}
}
