package io.mooring.mail.saga;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Whose product it is, as mails say it. */
@ConfigurationProperties("mooring.brand")
record BrandProperties(
        @DefaultValue("Mooring") String name, @Nullable String supportEmail) {}
