package io.mooring.eventstore.transfer;

import java.util.OptionalLong;

/**
 * What a file holds.
 *
 * @param events how many
 * @param firstPosition position of the first event; empty when there is none
 * @param lastPosition position of the last event; empty when there is none
 * @param sha256 SHA-256 of all bytes of the file, in lower-case hexadecimal digits
 */
public record HistorySummary(long events, OptionalLong firstPosition, OptionalLong lastPosition, String sha256) {}
