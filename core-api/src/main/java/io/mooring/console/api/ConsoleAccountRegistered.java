package io.mooring.console.api;

import io.mooring.privacy.api.DataSubject;
import io.mooring.privacy.api.Personal;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A console account exists. */
@Revision("1")
public record ConsoleAccountRegistered(
        @DataSubject ConsoleAccountId consoleAccountId,
        @Personal String userName,
        @Personal String mailbox,
        @Personal @Nullable String phone,
        String termsVersion,
        Instant registeredAt)
        implements ConsoleEvent {

    @Override
    public String toString() {
        return "ConsoleAccountRegistered[" + consoleAccountId + "]";
    }
}
