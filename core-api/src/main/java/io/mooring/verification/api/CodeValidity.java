package io.mooring.verification.api;

import java.time.Instant;

/** How long a code is valid and when another may be asked for. */
public record CodeValidity(Instant codeExpiresAt, Instant resendAfter) {}
