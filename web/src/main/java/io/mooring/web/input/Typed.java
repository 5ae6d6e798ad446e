package io.mooring.web.input;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text as it was meant: without the blanks around it. Records that hold typed text tidy it once, as they are made. */
public final class Typed {

    /** Text that must be given; one that is missing stays so, for {@link Input} to name. */
    public static String required(String text) {
        return Optional.ofNullable(text).map(String::strip).orElse(text);
    }

    /** Text that may be left out; nothing but blanks is nothing. */
    public static @Nullable String optional(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Typed() {}
}
