package io.mooring.activation.api;

/** Asks why an activation is not complete: by its own id, or by its subscription's for the newest episode. Answered by an optional {@link Explanation}. */
public record FindExplanation(String id) {}
