package io.mooring.sandbox.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a MIME message apart into what a person reads. */
final class MailReader {

    private static final List<String> HEADERS = List.of("Message-ID", "Auto-Submitted", "Content-Language", "Reply-To");

    static String sender(MimeMessage message) throws MessagingException {
        var from = message.getFrom();
        return from == null || from.length == 0 ? "" : from[0].toString();
    }

    static List<String> headers(MimeMessage message) throws MessagingException {
        var found = new ArrayList<String>();
        for (var name : HEADERS) {
            var values = message.getHeader(name);
            if (values != null) {
                for (var value : values) {
                    found.add(name + ": " + value);
                }
            }
        }
        return found;
    }

    /** The first part of this type, wherever it is in the message. */
    static Optional<String> part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(String.valueOf(part.getContent()));
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private MailReader() {}
}
