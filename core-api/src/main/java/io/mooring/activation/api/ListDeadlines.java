package io.mooring.activation.api;

/**
 * Asks what is to happen by itself, and when, for one subscription, activation or agreement; answered by {@link DeadlineView}s, the next one first.
 *
 * @param id of the subscription or the activation, or AWS's id of the agreement
 */
public record ListDeadlines(String id) {}
