package io.mooring.subscription.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of AWS was, and what counts after it.
 *
 * @param fact what counts, in a word or two
 * @param saidAt since when AWS has said so; nothing where it said nothing yet
 */
public record Hearing(Heard heard, String fact, @Nullable Instant saidAt) {

    /** Of statements of which the later one counts: what was said at {@code at}, where the last one was said at {@code last}. */
    public static Hearing of(Instant at, @Nullable Instant last, String fact) {
        if (last == null || at.isAfter(last)) {
            return new Hearing(Heard.NEWS, fact, at);
        }
        return new Hearing(at.equals(last) ? Heard.TOLD_BEFORE : Heard.OLDER, fact, last);
    }

    public boolean isNews() {
        return heard == Heard.NEWS;
    }
}
