package io.mooring.sandbox.journey;

import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Finds one-time codes in a mailbox as people do: by the line that says what it is, and never in a mail that came before, however often that is sent. */
final class CodeMails {

    private static final Pattern CODE = Pattern.compile("(?m)^[^:：\\n]*[:：]\\s*(\\d{4})[ -]?(\\d{4})\\s*$");
    private static final String MESSAGE_ID = "Message-ID: ";

    /** The code in the newest mail that has one and is not among the {@code seen} oldest; {@code mails} come newest first. */
    static Optional<String> newest(JsonNode mails, int seen) {
        var known = new HashSet<String>();
        for (var older = Math.max(0, mails.size() - seen); older < mails.size(); older++) {
            known.add(messageId(mails.get(older)));
        }
        for (var newer = 0; newer < mails.size() - seen; newer++) {
            var code = codeIn(mails.get(newer));
            if (code.isPresent() && !known.contains(messageId(mails.get(newer)))) {
                return code;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> codeIn(JsonNode mail) {
        var code = CODE.matcher(mail.path("text").asString());
        return code.find() ? Optional.of(code.group(1) + code.group(2)) : Optional.empty();
    }

    private static String messageId(JsonNode mail) {
        return StreamSupport.stream(mail.path("headers").spliterator(), false)
                .map(JsonNode::asString)
                .filter(header -> header.startsWith(MESSAGE_ID))
                .findFirst()
                .orElseThrow(() -> new JourneyFailed("A mail has no Message-ID"));
    }

    private CodeMails() {}
}
