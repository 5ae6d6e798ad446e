package io.mooring.workspace.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The language of a workspace's templates (events, alerts, short messages); fixed when the workspace is created. */
public enum TemplateLanguage {
    EN,
    ZH;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@code en} or {@code zh}, in any case. */
    @JsonCreator
    public static TemplateLanguage of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
