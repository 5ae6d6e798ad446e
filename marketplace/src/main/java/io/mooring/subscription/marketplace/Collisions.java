package io.mooring.subscription.marketplace;

import io.mooring.rule.api.RuleViolated;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Runs a transaction again that met another one on the same purchase. What fails slowly is away, and is left to whoever asked. */
final class Collisions {

    private static final RetryPolicy SOON = RetryPolicy.builder()
            .excludes(RuleViolated.class, RefusedMessages.Refusal.class)
            .maxRetries(4)
            .delay(Duration.ofMillis(20))
            .jitter(Duration.ofMillis(10))
            .multiplier(2)
            .timeout(Duration.ofSeconds(1))
            .build();

    private final RetryTemplate retry = new RetryTemplate(SOON);

    <T extends @Nullable Object> T again(Supplier<T> transaction) {
        try {
            return retry.execute(transaction::get);
        } catch (RetryException exhausted) {
            throw exhausted.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(exhausted);
        }
    }
}
