package io.mooring.idempotency.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long requests are waited for and answers are kept.
 *
 * @param keep an answer is replayed for this long
 * @param lease a request without an answer is taken for lost with its node after this time; must be longer than any request takes
 * @param readWithin the body of a request must have arrived after this time
 */
@ConfigurationProperties("mooring.idempotency")
@Validated
record IdempotencyProperties(
        @DefaultValue("24h") Duration keep,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("10s") Duration readWithin) {}
