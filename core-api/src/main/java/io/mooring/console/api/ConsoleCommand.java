package io.mooring.console.api;

/** What can be asked of a console account. The permits list is the table of contents. */
public sealed interface ConsoleCommand permits RegisterConsoleAccount {

    ConsoleAccountId consoleAccountId();
}
