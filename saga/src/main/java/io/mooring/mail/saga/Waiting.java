package io.mooring.mail.saga;

import java.time.Instant;
import java.util.UUID;

/** A mail that one sender holds until its lease ends; {@code attempt} counts from one. */
record Waiting(String eventId, Mail mail, Instant createdAt, int attempt, UUID lease) {}
