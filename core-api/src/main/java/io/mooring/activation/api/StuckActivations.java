package io.mooring.activation.api;

/**
 * Activations that wait for longer than they should.
 *
 * @param paidNotLanded confirmed by AWS, and the buyer has not come
 * @param landedNotConfirmed the buyer has come, and AWS has not confirmed
 */
public record StuckActivations(long paidNotLanded, long landedNotConfirmed) {}
