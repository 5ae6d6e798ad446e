package io.mooring.activation.command;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** What this side needs of the configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ActivationTerms.class)
class CommandSide {}
