package io.mooring.sandbox.aws;

import io.mooring.subscription.api.Feed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How AWS speaks of a purchase at a listing that moves from SNS to EventBridge.
 *
 * @param customer what SNS calls the buyer: the same for all purchases of an account
 */
public record Moving(String customer, Manner manner) {

    /** What AWS's services call the purchase. */
    public enum Named {
        CUSTOMER,
        LICENCE,
        BOTH
    }

    /** Which feeds tell of it, and which one first. */
    public enum Told {
        SNS_FIRST,
        EVENTBRIDGE_FIRST,
        SNS_ONLY,
        EVENTBRIDGE_ONLY;

        List<Feed> feeds() {
            return switch (this) {
                case SNS_FIRST -> List.of(Feed.SNS, Feed.EVENTBRIDGE);
                case EVENTBRIDGE_FIRST -> List.of(Feed.EVENTBRIDGE, Feed.SNS);
                case SNS_ONLY -> List.of(Feed.SNS);
                case EVENTBRIDGE_ONLY -> List.of(Feed.EVENTBRIDGE);
            };
        }
    }

    /**
     * What may change while the listing moves.
     *
     * @param lagMillis how long after the first feed the second one tells the same
     */
    public record Manner(Named named, Told told, long lagMillis) {

        static final Manner USUAL = new Manner(Named.BOTH, Told.SNS_FIRST, 0);

        private static final long LONGEST_LAG = 3_600_000;

        public Manner {
            if (lagMillis < 0 || lagMillis > LONGEST_LAG) {
                throw new IllegalArgumentException("The second feed lags an hour at most");
            }
        }

        /** What is not given is as usual. */
        public static Manner of(@Nullable Named named, @Nullable Told told, @Nullable Long lagMillis) {
            return new Manner(
                    named == null ? USUAL.named : named,
                    told == null ? USUAL.told : told,
                    lagMillis == null ? USUAL.lagMillis : lagMillis);
        }
    }
}
