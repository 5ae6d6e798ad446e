package io.mooring.console.api;

import java.time.Instant;

/** A console account as its owner sees it. */
public record ConsoleAccountView(ConsoleAccountId consoleAccountId, String userName, Instant registeredAt) {

    @Override
    public String toString() {
        return "ConsoleAccountView[" + consoleAccountId + "]";
    }
}
