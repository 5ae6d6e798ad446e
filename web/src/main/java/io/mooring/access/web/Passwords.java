package io.mooring.access.web;

import io.mooring.access.api.PasswordHash;
import io.mooring.web.Workers;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hashes passwords with Argon2id (19 MiB, two passes, one lane: OWASP's first recommendation). At most two at a time; a bounded number waits, so that
 * nobody can fill the memory or the processors with sign-ins.
 */
@Component
public final class Passwords implements DisposableBean {

    private static final String PREFIX = "{argon2id}";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final PasswordHash nobody;
    private final Workers workers;

    Passwords(PasswordProperties properties) {
        this.workers = new Workers("password", properties.concurrentHashes(), properties.waiting());
        this.nobody = hashed(java.util.UUID.randomUUID().toString());
    }

    public Mono<PasswordHash> hash(String password) {
        return workers.call(() -> hashed(password));
    }

    /** Compares; where nobody has the name it compares with a hash that nothing matches, so that the time tells nothing. */
    Mono<Boolean> matches(String password, @Nullable PasswordHash hash) {
        return workers.call(() -> {
            var matched = argon2.matches(
                    normalised(password),
                    (hash == null ? nobody : hash).encoded().substring(PREFIX.length()));
            return matched && hash != null;
        });
    }

    private PasswordHash hashed(String password) {
        return new PasswordHash(PREFIX + argon2.encode(normalised(password)));
    }

    /** The same password typed on another keyboard may come composed differently. */
    private static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    @Override
    public void destroy() {
        workers.close();
    }
}
