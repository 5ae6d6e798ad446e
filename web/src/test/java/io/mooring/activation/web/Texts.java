package io.mooring.activation.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts of the pages in one language, by their keys. */
public final class Texts {

    public static final List<String> LANGUAGES = List.of("en", "zh-hans");

    private static final Pattern ENTRY = Pattern.compile("(?m)^ {2}\"([^\"]+)\": (\\S.*),$");

    public static Map<String, String> in(String language) {
        var file = "/static/i18n/" + language + ".js";
        try (var stream = Objects.requireNonNull(Texts.class.getResourceAsStream(file), file)) {
            return ENTRY.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .collect(Collectors.toMap(entry -> entry.group(1), entry -> entry.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Texts() {}
}
