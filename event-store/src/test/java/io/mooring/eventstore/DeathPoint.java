package io.mooring.eventstore;

import java.util.Optional;

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

    /** What a statement does, by its text; nothing for one that only reads. */
    static Optional<String> deed(String sql) {
        var text = sql.toLowerCase(java.util.Locale.ROOT);
        if (!text.contains("insert into") && !text.contains("update ") && !text.contains("delete from")) {
            return Optional.empty();
        }
        if (text.contains("domain_event")) {
            return Optional.of("APPEND");
        }
        if (text.contains("token_entry")) {
            return Optional.of("TOKEN");
        }
        if (text.contains("saga_entry") || text.contains("association_value_entry")) {
            return Optional.of("SAGA");
        }
        return text.contains("effect") ? Optional.of("EFFECT") : Optional.empty();
    }
}
