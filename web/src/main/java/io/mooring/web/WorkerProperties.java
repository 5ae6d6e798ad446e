package io.mooring.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The pool that blocking calls hop to.
 *
 * @param threads commands, queries and table reads that run at once; the connection pool must hold at least as many
 * @param queue requests that may wait for a thread; one more is answered with 503
 */
@ConfigurationProperties("mooring.workers")
@Validated
record WorkerProperties(
        @DefaultValue("16") @Min(1) @Max(512) int threads,
        @DefaultValue("256") @Min(1) @Max(100_000) int queue) {}
