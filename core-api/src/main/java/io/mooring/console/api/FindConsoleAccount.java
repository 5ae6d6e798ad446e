package io.mooring.console.api;

/** Asks for an account; answered by an optional {@link ConsoleAccountView}. */
public record FindConsoleAccount(ConsoleAccountId consoleAccountId) {}
