package io.mooring.workspace.api;

import java.time.Instant;

/** Asks for workspaces still bound to an activation that closed at or before {@code before}; answered by a list of {@link ForgottenBindingView}. */
public record ListForgottenBindings(Instant before, int limit) {}
