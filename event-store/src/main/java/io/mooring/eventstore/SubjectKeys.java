package io.mooring.eventstore;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
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

    /** How long a node may still open what was sealed for somebody who was forgotten on another node. */
    static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private static final int CACHED = 10_000;

    private record Opened(SubjectKey key, long loadedAt) {}

    private final JdbcClient jdbc;
    private final SubjectKey wrapping;
    private final LongSupplier nanoTime;
    private final Map<String, Opened> opened = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Opened> eldest) {
            return size() > CACHED;
        }
    });

    public SubjectKeys(DataSource dataSource, SecretKey wrapping) {
        this(dataSource, wrapping, System::nanoTime);
    }

    SubjectKeys(DataSource dataSource, SecretKey wrapping, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
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
        if (cached != null && nanoTime.getAsLong() - cached.loadedAt() < REMEMBERED_FOR.toNanos()) {
            try {
                return Optional.of(cached.key().open(sealed, context));
            } catch (AEADBadTagException rolledBack) {
                opened.remove(subjectId);
            }
        }
        var loadedAt = nanoTime.getAsLong();
        var key = load(subjectId);
        if (key == null) {
            opened.remove(subjectId);
            return Optional.empty();
        }
        try {
            var text = key.open(sealed, context);
            opened.put(subjectId, new Opened(key, loadedAt));
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
