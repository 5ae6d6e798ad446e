package io.mooring.sandbox.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The wizard's own texts in one language, so that a test names a button by its meaning. */
record Words(String language, Map<String, String> texts) {

    private static final Pattern ENTRY = Pattern.compile("(?m)^\\s*\"([^\"]+)\": \"((?:[^\"\\\\]|\\\\.)*)\",?$");

    /** {@code en} or {@code zh-hans}. */
    static Words of(String language) {
        var file = "/static/i18n/" + language + ".js";
        try (var stream = Objects.requireNonNull(Words.class.getResourceAsStream(file), file)) {
            var texts = new HashMap<String, String>();
            ENTRY.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .forEach(entry -> texts.put(entry.group(1), entry.group(2)));
            return new Words(language, texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text as a regular expression that the browser's JavaScript understands, too. */
    static String escaped(String text) {
        return text.replaceAll("[.*+?^${}()|\\[\\]\\\\]", "\\\\$0");
    }

    /** The language as a browser asks for it. */
    String locale() {
        return language.equals("en") ? "en-GB" : "zh-CN";
    }

    String get(String key, String... replacements) {
        var text = Objects.requireNonNull(texts.get(key), key);
        for (var i = 0; i < replacements.length; i += 2) {
            text = text.replace('{' + replacements[i] + '}', replacements[i + 1]);
        }
        return text;
    }
}
