package io.mooring.web;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Requests a minute that this node accepts; one more is answered with 429 and {@code Retry-After}. Clients are told apart by address, IPv6 ones by network.
 *
 * @param landingPerClient landings from one address
 * @param signInPerClient tries to sign in from one address, over all user names; the lock of a single name is counted elsewhere
 * @param verificationPerClient codes asked for and tried from one address
 * @param verificationPerSession codes asked for and tried in one session
 * @param creationPerSession registrations and new workspaces in one session, each of which may hash a password
 * @param requestsPerClient requests of any kind under {@code /api} from one address
 * @param remembered buckets kept in memory; the least used are forgotten first
 */
@ConfigurationProperties("mooring.rate-limits")
@Validated
record RateLimitProperties(
        @DefaultValue("60") @Min(1) int landingPerClient,
        @DefaultValue("30") @Min(1) int signInPerClient,
        @DefaultValue("60") @Min(1) int verificationPerClient,
        @DefaultValue("30") @Min(1) int verificationPerSession,
        @DefaultValue("10") @Min(1) int creationPerSession,
        @DefaultValue("1200") @Min(1) int requestsPerClient,
        @DefaultValue("100000") @Min(1) int remembered) {}
