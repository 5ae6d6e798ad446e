package io.mooring.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was asked.
 *
 * @param headers by lower-case name, first value only
 * @param path what the places of the route stand for, by name
 * @param query by name, last value only
 * @param text the body
 */
public record Request(
        String method, Map<String, String> headers, Map<String, String> path, Map<String, String> query, String text) {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The part of the path that the route calls {@code name}. */
    public String path(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no place " + name);
        }
        return value;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public Optional<String> cookie(String name) {
        return header("cookie").stream()
                .flatMap(cookies -> List.of(cookies.split(";", -1)).stream())
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .findFirst();
    }

    /** The fields of an HTML form, last value only. */
    public Map<String, String> form() {
        return pairs(text);
    }

    /** The body read as this record; an empty body counts as {@code {}}. */
    public <T> T json(Class<T> type) {
        try {
            return JSON.readValue(text.isEmpty() ? "{}" : text, type);
        } catch (JacksonException unreadable) {
            throw new Refused(400, "The body is not what this address takes: " + unreadable.getOriginalMessage());
        }
    }

    static Map<String, String> pairs(String text) {
        return List.of(text.split("&", -1)).stream()
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> decoded(pair[0]),
                        pair -> pair.length == 2 ? decoded(pair[1]) : "",
                        (first, last) -> last,
                        LinkedHashMap::new));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Refused(400, "A field is not encoded as a form encodes it");
        }
    }
}
