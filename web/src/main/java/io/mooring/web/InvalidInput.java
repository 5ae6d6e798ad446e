package io.mooring.web;

import io.mooring.web.Problem.FieldError;
import java.util.Map;
import java.util.Set;

/** The codes of {@code errors[]} in a validation problem, each with its English sentence. */
final class InvalidInput {

    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("required", "Must be given"),
            Map.entry("too-short", "Is too short"),
            Map.entry("too-long", "Is too long"),
            Map.entry("control-characters", "Holds characters that cannot be printed"),
            Map.entry("email", "Is not an e-mail address"),
            Map.entry("phone", "Is not a phone number"),
            Map.entry("user-name", "May hold letters, digits and the characters . _ - @"),
            Map.entry("country", "Is not an ISO 3166 country code"),
            Map.entry("code", "Is not a code of eight digits"),
            Map.entry("id", "Is not an id"),
            Map.entry("unknown-site", "Is not a site of this installation"),
            Map.entry("unknown-value", "Is not one of the values that are possible here"),
            Map.entry("unknown-field", "Is not known here"),
            Map.entry("not-expected", "Must not be given here"),
            Map.entry("malformed", "Has another form than expected"),
            Map.entry("password-length", "Must have 8 to 128 characters"),
            Map.entry("password-too-common", "Is too easy to guess"));

    static FieldError at(String pointer, String code) {
        return new FieldError(pointer, SENTENCES.getOrDefault(code, "Cannot be accepted"), code);
    }

    static Set<String> codes() {
        return SENTENCES.keySet();
    }

    private InvalidInput() {}
}
