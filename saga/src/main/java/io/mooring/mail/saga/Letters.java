package io.mooring.mail.saga;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.mooring.verification.api.MailLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The templates of all mails, in text and HTML and in every language, read once; the text's first line is the subject. */
class Letters {

    private static final String SUBJECT = "Subject: ";

    private final Map<Which, Templates> templates = new HashMap<>();

    private record Which(MailKind kind, MailLanguage language) {}

    private record Templates(Template subject, Template text, Template html) {}

    Letters() {
        for (var kind : MailKind.values()) {
            for (var language : MailLanguage.values()) {
                templates.put(new Which(kind, language), read(kind, language));
            }
        }
    }

    /** Fills in {@code content}, under the name that is its {@code brand}: names of the templates' placeholders, strings or lists. */
    Letter write(MailKind kind, MailLanguage language, Map<String, ?> content) {
        var template = Objects.requireNonNull(templates.get(new Which(kind, language)));
        return new Letter(
                String.valueOf(content.get("brand")),
                template.subject().execute(content).strip(),
                template.text().execute(content),
                template.html().execute(content));
    }

    private static Templates read(MailKind kind, MailLanguage language) {
        var name = "/mail/" + kind.template() + "." + language.name().toLowerCase(Locale.ROOT);
        var text = resource(name + ".txt");
        var subject = text.substring(0, text.indexOf('\n'));
        if (!subject.startsWith(SUBJECT)) {
            throw new IllegalStateException(name + ".txt must begin with its subject");
        }
        var plain = Mustache.compiler().escapeHTML(false);
        return new Templates(
                plain.compile(subject.substring(SUBJECT.length())),
                plain.compile(text.substring(subject.length()).stripLeading()),
                Mustache.compiler().escapeHTML(true).compile(resource(name + ".html")));
    }

    private static String resource(String name) {
        try (var stream = Letters.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("No template " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
