package io.mooring.subscription.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The landing.
 *
 * @param concurrent tokens that are resolved at AWS at once; a slow AWS holds these threads and no others
 * @param waiting landings that may wait for one of them
 * @param repeatable within this time a token posted again by a browser that looks the same (a double click, a reload) is taken like the first time, unless the
 *     session that it opened was shown already
 * @param remember tokens seen are remembered this long, by their hash
 */
@ConfigurationProperties("mooring.landing")
@Validated
record LandingProperties(
        @DefaultValue("8") @Min(1) @Max(64) int concurrent,
        @DefaultValue("64") @Min(1) int waiting,
        @DefaultValue("2m") Duration repeatable,
        @DefaultValue("7d") Duration remember) {}
