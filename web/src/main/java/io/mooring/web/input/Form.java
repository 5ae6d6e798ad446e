package io.mooring.web.input;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of one kind of typed text: how long, and which characters. */
public enum Form {
    /** Letters of any script, digits and a few marks; compared without case and width elsewhere. */
    USER_NAME(2, 64, "[\\p{L}\\p{M}\\p{N}._@-]+", "user-name"),
    /** A name as it was given when signing in; anything that could ever have been one. */
    TYPED_NAME(1, 128),
    MAIL_ADDRESS(
            3,
            254,
            "[^\\s@<>()\\[\\],;:\\\\\"]{1,64}@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.)+[\\p{L}][\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}]",
            "email"),
    PHONE(5, 32, "[+()./\\-\\s\\d]*\\d[+()./\\-\\s\\d]*", "phone"),
    PASSWORD(Password.MIN, Password.MAX),
    /** A password as it was given when signing in. */
    TYPED_PASSWORD(1, 1024),
    COMPANY_NAME(1, 128),
    PERSON_NAME(1, 128),
    ADDRESS(1, 512),
    TAX_ID(1, 64),
    COUNTRY(2, 2),
    WORKSPACE_NAME(1, 64),
    TERMS_VERSION(1, 64),
    CODE(1, 32, "[\\s-]*(?:\\p{Nd}[\\s-]*){8}", "code"),
    ID(1, 64, "[A-Za-z0-9-]+", "id");

    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    private final int min;
    private final int max;
    private final Pattern pattern;
    private final String code;

    Form(int min, int max) {
        this(min, max, "", "");
    }

    Form(int min, int max, String pattern, String code) {
        this.min = min;
        this.max = max;
        this.pattern = Pattern.compile(pattern.isEmpty() ? "(?s).*" : pattern);
        this.code = code;
    }

    /** The code of what is wrong with the text, if anything is. */
    Optional<String> refusalOf(String text) {
        if (this == PASSWORD || this == TYPED_PASSWORD) {
            var length = text.codePointCount(0, text.length());
            return length < min || length > max ? Optional.of("password-length") : Optional.empty();
        }
        if (text.isBlank()) {
            return Optional.of("required");
        }
        var stripped = text.strip();
        var length = stripped.codePointCount(0, stripped.length());
        if (length > max) {
            return Optional.of("too-long");
        }
        if (!text.codePoints().allMatch(this::isPrintable)) {
            return Optional.of("control-characters");
        }
        if (length < min) {
            return Optional.of("too-short");
        }
        if (this == COUNTRY) {
            return COUNTRIES.contains(stripped) ? Optional.empty() : Optional.of("country");
        }
        return pattern.matcher(stripped).matches() ? Optional.empty() : Optional.of(code);
    }

    private boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> this == ADDRESS && (character == '\n' || character == '\r');
            case Character.FORMAT -> character == 0x200C || character == 0x200D;
            case Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
