package io.mooring.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Requests of every kind.
 *
 * @param deadline an answer that has not begun after this time is given up; event streams have an end of their own
 */
@ConfigurationProperties("mooring.requests")
@Validated
record RequestProperties(@DefaultValue("30s") Duration deadline) {}
