package io.mooring.idempotency.web;

import io.mooring.activation.api.ActivationId;
import io.mooring.rule.api.NamedUuid;
import java.util.Optional;
import java.util.regex.Pattern;

/** The client's name for one press of a button: a structured-field string (RFC 9651) of 8 to 64 letters, digits and hyphens. */
public record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern STRUCTURED = Pattern.compile("\"([A-Za-z0-9-]{8,64})\"");

    static Optional<IdempotencyKey> parse(String header) {
        var string = STRUCTURED.matcher(header.strip());
        return string.matches() ? Optional.of(new IdempotencyKey(string.group(1))) : Optional.empty();
    }

    /** The id of what the request creates in that activation: the same when it is repeated, so that the command is then a no-op. */
    public String idOf(String kind, ActivationId activationId) {
        return NamedUuid.of(kind, activationId.value(), value).toString();
    }
}
