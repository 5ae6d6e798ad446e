package io.mooring.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code docs/problems.md} as it was packaged: for each slug its cause and its remedy. */
final class ProblemTexts {

    static final String REMEDY = "**What to do.** ";

    private static final Map<String, List<String>> SECTIONS = read("/docs/problems.md");

    /** The paragraphs below the heading of that slug. */
    static Optional<List<String>> section(String slug) {
        return Optional.ofNullable(SECTIONS.get(slug));
    }

    static Set<String> slugs() {
        return SECTIONS.keySet();
    }

    static @Nullable String remedy(String slug) {
        return SECTIONS.getOrDefault(slug, List.of()).stream()
                .filter(paragraph -> paragraph.startsWith(REMEDY))
                .map(paragraph -> paragraph.substring(REMEDY.length()).replace("**", ""))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, List<String>> read(String resource) {
        try (var file = ProblemTexts.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("Not packaged: " + resource);
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Map<String, List<String>> parse(String markdown) {
        var sections = new LinkedHashMap<String, List<String>>();
        for (var section : markdown.split("(?m)^## ", -1)) {
            var lines = section.split("\\R", 2);
            if (lines.length == 2 && lines[0].strip().matches("[a-z-]+")) {
                var paragraphs = List.of(lines[1].strip().split("\\R{2,}", -1)).stream()
                        .map(paragraph -> paragraph.replaceAll("\\R", " "))
                        .toList();
                sections.put(lines[0].strip(), paragraphs);
            }
        }
        return Map.copyOf(sections);
    }

    private ProblemTexts() {}
}
