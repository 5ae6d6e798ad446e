package io.mooring.mail.saga;

import io.mooring.node.api.ThisNode;
import io.mooring.verification.api.VerificationCodes;
import java.time.Clock;
import java.util.Map;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The way from the outbox to the SMTP server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailProperties.class, BrandProperties.class, NextSteps.class})
class MailWiring {

    /** In milliseconds; the mail library waits for ever unless it is told. */
    private static final Map<String, String> TIME_OUTS = Map.of(
            "mail.smtp.connectiontimeout", "5000",
            "mail.smtp.timeout", "10000",
            "mail.smtp.writetimeout", "10000",
            "mail.smtps.connectiontimeout", "5000",
            "mail.smtps.timeout", "10000",
            "mail.smtps.writetimeout", "10000");

    @Bean
    Writer mailWriter(
            VerificationCodes codes, QueryGateway queries, BrandProperties brands, NextSteps nextSteps, Clock clock) {
        return new Writer(new Letters(), codes, queries, brands, nextSteps, clock);
    }

    @Bean
    Postman postman(OutboxRows outbox, Writer writer, JavaMailSender server, MailProperties properties, Clock clock) {
        if (server instanceof JavaMailSenderImpl settable) {
            TIME_OUTS.forEach(settable.getJavaMailProperties()::putIfAbsent);
        }
        return new Postman(outbox, writer, server, properties, clock);
    }

    @Bean
    Round mailRound(Postman postman, Bell bell, MailProperties properties, ThisNode node) {
        return new Round(postman, bell, properties, node);
    }
}
