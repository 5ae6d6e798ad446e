package io.mooring.access.web;

import io.mooring.privacy.api.LookupKeys;
import io.mooring.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refuses the passwords that are tried first: the most common ones, and those made of what the account itself says. */
@Component
public final class CommonPasswords {

    private static final int TELLING = 4;
    private static final double MOSTLY = 0.6;

    private final Set<String> common = read();

    /**
     * Refuses a common password at {@code pointer}.
     *
     * @param context words that everybody knows of this account: user name, mailbox, company, brand
     */
    public void refuse(String pointer, String password, Collection<@Nullable String> context) {
        var plain = plain(password);
        if (common.contains(plain)
                || common.contains(plain.replaceAll("[\\d\\p{Punct}]+$", ""))
                || isMadeOf(plain, context)) {
            throw Problem.invalid(pointer, "password-too-common");
        }
    }

    private static boolean isMadeOf(String password, Collection<@Nullable String> context) {
        return context.stream()
                .filter(word -> word != null)
                .flatMap(word -> Stream.of(plain(word), plain(word).split("@", 2)[0]))
                .map(word -> word.replaceAll("\\s", ""))
                .filter(word -> word.length() >= TELLING)
                .anyMatch(word -> password.contains(word) && word.length() >= password.length() * MOSTLY);
    }

    private static String plain(String text) {
        return LookupKeys.normalised(text);
    }

    private static Set<String> read() {
        try (var file = CommonPasswords.class.getResourceAsStream("/passwords/common.txt")) {
            if (file == null) {
                throw new IllegalStateException("The list of common passwords is not packaged");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
