package io.mooring.sandbox.mailbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it arrived.
 *
 * @param to the mailbox it was delivered to, one mail per recipient
 * @param html the HTML version, if there was one
 * @param headers those that a test asks for: {@code Message-ID}, {@code Auto-Submitted}, {@code Content-Language}
 */
public record Mail(
        String id,
        Instant receivedAt,
        String from,
        String to,
        String subject,
        String text,
        @Nullable String html,
        List<String> headers) {}
