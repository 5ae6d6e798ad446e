package io.mooring.web;

import io.mooring.audit.api.Actor;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person who runs Mooring gives with a decision, to be kept for ever.
 *
 * @param by who decided: a short account name, no personal data
 * @param reason why; 1 to 500 characters, no personal data
 */
public record Decided(String by, String reason) {

    private static final int LONGEST_REASON = 500;
    private static final Pattern BY = Pattern.compile("[A-Za-z0-9._-]{1,60}");

    public Decided {
        reason = reason.strip();
    }

    /** Why it cannot be kept; nothing where it can. */
    public @Nullable String objection() {
        if (!BY.matcher(by).matches()) {
            return "by must match " + BY;
        }
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            return "reason must have 1 to " + LONGEST_REASON + " characters";
        }
        return isText(reason) ? null : "reason must be text without control characters";
    }

    /** History is JSON in PostgreSQL, which keeps no NUL and no half of a character. */
    private static boolean isText(String words) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(words)
                && words.chars().noneMatch(each -> Character.isISOControl(each) && !Character.isWhitespace(each));
    }

    public Actor actor() {
        return Actor.operator(by);
    }
}
