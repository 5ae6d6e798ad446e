package io.mooring.activation.api;

import java.time.Instant;

/** Asks how many open activations have waited since before a time for the other half of their beginning; answered by an optional {@link StuckActivations}. */
public record FindStuckActivations(Instant since) {}
