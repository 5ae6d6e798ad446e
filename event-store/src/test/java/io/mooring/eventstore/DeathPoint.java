package io.mooring.eventstore;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A moment in a transaction at which a process is killed: just before or just after the database does a certain thing. */
enum DeathPoint {
    BEFORE_APPEND,
    AFTER_APPEND,
    BEFORE_TOKEN,
    AFTER_TOKEN,
    BEFORE_SAGA,
    AFTER_SAGA,
    BEFORE_EFFECT,
    AFTER_EFFECT,
    BEFORE_COMMIT,
    AFTER_COMMIT;

    /** Claims of a token are no deed: they move nothing. */
    private static final Pattern DEED = Pattern.compile(
            "(insert into|update|delete from)\\s+(domain_event|saga_entry|association_value_entry|effect"
                    + "|token_entry(?=\\s+set\\s+token\\s*=))\\b");

    /** What a statement does, by its text; nothing for one that only reads. */
    static Optional<String> deed(String sql) {
        var match = DEED.matcher(sql.toLowerCase(Locale.ROOT));
        return match.find() ? Optional.of(match.group(2)).map(DeathPoint::named) : Optional.empty();
    }

    private static String named(String table) {
        return switch (table) {
            case "domain_event" -> "APPEND";
            case "token_entry" -> "TOKEN";
            case "effect" -> "EFFECT";
            default -> "SAGA";
        };
    }
}
