package io.mooring.activation.web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The event streams of the wizard.
 *
 * @param heartbeat a comment is sent this often, so that nothing on the way takes the connection for dead
 * @param longest a stream ends after this time; the browser opens the next one by itself
 * @param perSession streams that one session may have open, for several tabs
 * @param atMost streams that this node keeps open
 * @param pollWhileBroken how often open streams are brought up to date while the database connection that tells of changes is lost
 */
@ConfigurationProperties("mooring.streams")
@Validated
record StreamProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("15m") Duration longest,
        @DefaultValue("6") @Min(1) int perSession,
        @DefaultValue("5000") @Min(1) int atMost,
        @DefaultValue("2s") Duration pollWhileBroken) {}
