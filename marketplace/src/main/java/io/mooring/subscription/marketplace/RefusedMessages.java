package io.mooring.subscription.marketplace;

import io.mooring.rule.api.RuleViolated;
import io.mooring.subscription.marketplace.Inbox.MessageKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A message that is refused, or that our own mistake keeps from its effect, takes none of the others with it: all is done again without it. */
final class RefusedMessages {

    private final Map<MessageKey, String> reasons = new HashMap<>();

    private RefusedMessages() {}

    /** Takes back the transaction in which the message was to have its effect. */
    abstract static class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient MessageKey key;
        final String reason;

        TakenBack(MessageKey key, String reason, RuntimeException cause) {
            super(reason, cause);
            this.key = key;
            this.reason = reason;
        }
    }

    /** To begin again would end the same. */
    static final class Refusal extends TakenBack {
        private static final long serialVersionUID = 1L;

        Refusal(MessageKey key, RuleViolated violated) {
            super(key, "refused: " + violated.rule().slug(), violated);
        }
    }

    /** To begin again may help. */
    private static final class Mistake extends TakenBack {
        private static final long serialVersionUID = 1L;

        Mistake(MessageKey key, RuntimeException cause) {
            super(key, FailedHandlings.reason(cause), cause);
        }
    }

    /** Does the work, which is a transaction, until nothing in it is refused that was not known to be; so at most once for each message in it. */
    static <T> T setAside(Function<RefusedMessages, T> work) {
        var refused = new RefusedMessages();
        while (true) {
            try {
                return work.apply(refused);
            } catch (TakenBack without) {
                if (refused.reasons.put(without.key, without.reason) != null) {
                    throw without;
                }
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
        } catch (RuntimeException failed) {
            if (FailedHandlings.isPassing(failed) || FailedHandlings.isCollision(failed)) {
                throw failed;
            }
            throw new Mistake(key, failed);
        }
    }
}
