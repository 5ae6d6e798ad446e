package io.mooring.access.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Hashing of passwords.
 *
 * @param concurrentHashes hashes at a time; each takes 19 MiB and a processor for some 50 ms
 * @param waiting requests that may wait for their hash; one more is answered with 503
 */
@ConfigurationProperties("mooring.passwords")
@Validated
record PasswordProperties(
        @DefaultValue("2") @Min(1) @Max(16) int concurrentHashes,
        @DefaultValue("64") @Min(1) @Max(1_000) int waiting) {}
