package io.mooring.console.api;

/** Everything that can happen to a console account. The permits list is the table of contents. */
public sealed interface ConsoleEvent permits ConsoleAccountRegistered {

    ConsoleAccountId consoleAccountId();
}
