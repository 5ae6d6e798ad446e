package io.mooring.sandbox.aws;

import io.mooring.sandbox.durable.DurableMap;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The tokens that travel in the landing form: valid for four hours and, until then, resolved as often as one asks. */
public final class RegistrationTokens implements AutoCloseable {

    static final Duration VALIDITY = Duration.ofHours(4);

    private static final Duration REMEMBERED = Duration.ofDays(2);
    private static final SecureRandom RANDOM = new SecureRandom();

    record Issued(String customerIdentifier, Instant expiresAt) {}

    /** A token as the browser posts it. */
    public record Token(String token, Instant expiresAt) {}

    private final DurableMap<Issued> tokens;
    private final Clock clock;

    private RegistrationTokens(DurableMap<Issued> tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
        var forgotten = clock.instant().minus(REMEMBERED);
        for (var token : tokens.keys()) {
            if (tokens.get(token)
                    .filter(issued -> issued.expiresAt().isBefore(forgotten))
                    .isPresent()) {
                tokens.remove(token);
            }
        }
    }

    public static RegistrationTokens keptIn(Path file, Clock clock) {
        return new RegistrationTokens(DurableMap.open(file, Issued.class), clock);
    }

    public Token issue(String customerIdentifier) {
        return issue(customerIdentifier, clock.instant().plus(VALIDITY));
    }

    /** A token whose four hours are over already. */
    public Token issueExpired(String customerIdentifier) {
        return issue(customerIdentifier, clock.instant().minusSeconds(1));
    }

    private Token issue(String customerIdentifier, Instant expiresAt) {
        var random = new byte[96];
        RANDOM.nextBytes(random);
        var token = Base64.getEncoder().encodeToString(random);
        tokens.put(token, new Issued(customerIdentifier, expiresAt));
        return new Token(token, expiresAt);
    }

    String customerOf(String token) {
        var issued = tokens.get(token)
                .orElseThrow(() -> AwsFault.badRequest("InvalidTokenException", "Registration token is invalid."));
        if (!clock.instant().isBefore(issued.expiresAt())) {
            throw AwsFault.badRequest(
                    "ExpiredTokenException", "The submitted registration token has expired. Submit a fresh one.");
        }
        return issued.customerIdentifier();
    }

    @Override
    public void close() {
        tokens.close();
    }
}
