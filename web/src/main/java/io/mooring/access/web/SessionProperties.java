package io.mooring.access.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long sessions last.
 *
 * @param idle ends after this time without a request
 * @param absolute ends after this time in any case
 * @param touchEvery how exactly the last request's time is kept; saves a write with every other request
 * @param replayFor how long the token that a rotation replaced may still fetch the answer of the request that rotated it
 */
@ConfigurationProperties("mooring.session")
@Validated
record SessionProperties(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration absolute,
        @DefaultValue("1m") Duration touchEvery,
        @DefaultValue("2m") Duration replayFor) {}
