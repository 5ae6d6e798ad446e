package io.mooring.subscription.marketplace;

import io.mooring.rule.api.RuleViolated;
import io.mooring.subscription.marketplace.Inbox.MessageKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a rule refuses takes none of the others with it: all is done again without the effect of the refused message. */
final class RefusedMessages {

    private final Map<MessageKey, String> reasons = new HashMap<>();

    private RefusedMessages() {}

    /** Takes back the transaction in which the message was to have its effect. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient MessageKey key;
        private final String reason;

        Refusal(MessageKey key, RuleViolated violated) {
            super("refused: " + violated.rule().slug(), violated);
            this.key = key;
            this.reason = "refused: " + violated.rule().slug();
        }
    }

    /** Does the work, which is a transaction, until nothing in it is refused that was not known to be. */
    static <T> T setAside(Function<RefusedMessages, T> work) {
        var refused = new RefusedMessages();
        while (true) {
            try {
                return work.apply(refused);
            } catch (Refusal refusal) {
                refused.reasons.put(refusal.key, refusal.reason);
            }
        }
    }

    /** Why the message was refused before. */
    Optional<String> reason(MessageKey key) {
        return Optional.ofNullable(reasons.get(key));
    }

    void attempt(MessageKey key, Runnable effect) {
        try {
            effect.run();
        } catch (RuleViolated violated) {
            throw new Refusal(key, violated);
        }
    }
}
