package io.mooring.activation.api;

import java.time.Instant;

/** Something that happens by itself unless what it waits for comes first. */
public record DeadlineView(String name, String id, Instant at) {}
