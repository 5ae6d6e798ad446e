package io.mooring.eventstore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One key per person, in a schema of their own, wrapped by the installation's key. Deleting a row forgets the person: what was sealed stays in history
 * and can never be opened again.
 */
public final class SubjectKeys {

    private static final int CACHED = 10_000;

    private final JdbcClient jdbc;
    private final SubjectKey wrapping;
    private final Map<String, SubjectKey> opened = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SubjectKey> eldest) {
            return size() > CACHED;
        }
    });

    public SubjectKeys(DataSource dataSource, SecretKey wrapping) {
        this.jdbc = JdbcClient.create(dataSource);
        this.wrapping = new SubjectKey(wrapping);
    }

    /** The person's key, made in the running transaction if there is none; never from the cache, which may hold a key that was rolled back. */
    SubjectKey obtain(String subjectId) {
        jdbc.sql("insert into privacy.subject_key (subject_id, wrapped_key) values (?, ?) on conflict do nothing")
                .param(subjectId)
                .param(wrapping.seal(SubjectKey.random(), subjectId))
                .update();
        var key = load(subjectId);
        if (key == null) {
            throw new IllegalStateException("The key of " + subjectId + " was deleted while it was needed");
        }
        return key;
    }

    /** What was sealed for the person, or nothing once they are forgotten. */
    Optional<String> open(String subjectId, String sealed, String context) {
        var cached = opened.get(subjectId);
        if (cached != null) {
            try {
                return Optional.of(cached.open(sealed, context));
            } catch (AEADBadTagException rolledBack) {
                opened.remove(subjectId);
            }
        }
        var key = load(subjectId);
        if (key == null) {
            return Optional.empty();
        }
        try {
            var text = key.open(sealed, context);
            opened.put(subjectId, key);
            return Optional.of(text);
        } catch (AEADBadTagException tampered) {
            throw new IllegalStateException("A sealed field was altered or belongs elsewhere: " + context, tampered);
        }
    }

    /** Forgets the person for good. True if there was something to forget. */
    public boolean forget(String subjectId) {
        var rows = jdbc.sql("delete from privacy.subject_key where subject_id = ?")
                .param(subjectId)
                .update();
        opened.remove(subjectId);
        return rows > 0;
    }

    private @Nullable SubjectKey load(String subjectId) {
        return jdbc.sql("select wrapped_key from privacy.subject_key where subject_id = ?")
                .param(subjectId)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(wrapped -> unwrap(subjectId, wrapped))
                .orElse(null);
    }

    private SubjectKey unwrap(String subjectId, byte[] wrapped) {
        try {
            return SubjectKey.of(wrapping.open(wrapped, subjectId));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("The master key does not fit the stored keys; is it the right one?", e);
        }
    }
}
