package io.mooring.workspace.api;

import io.mooring.console.api.ConsoleAccountId;

/** Asks for all workspaces that a console account may enter, by name; answered by a list of {@link WorkspaceView}. */
public record ListWorkspacesOfConsoleAccount(ConsoleAccountId consoleAccountId) {}
