package io.mooring.mail.saga;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails go out.
 *
 * @param from address of the sender; its domain ends every Message-ID
 * @param senders how many are sent at once by one node
 * @param pollEvery how often a node looks for mails that another node left; its own it sends at once, and again when they are due
 * @param lease how long a sender may hold a mail; longer than the longest conversation with the server
 * @param giveUpAfter how long a mail is tried
 * @param keepRecipients how long an address is kept after its mail was settled
 */
@ConfigurationProperties("mooring.mail")
record MailProperties(
        @DefaultValue("no-reply@localhost.localdomain") String from,
        @DefaultValue("2") int senders,
        @DefaultValue("15s") Duration pollEvery,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("24h") Duration keepRecipients) {

    MailProperties {
        if (from.indexOf('@') < 1 || from.indexOf('@') != from.lastIndexOf('@') || from.endsWith("@")) {
            throw new IllegalArgumentException("mooring.mail.from must be one plain address");
        }
        if (senders < 1 || !pollEvery.isPositive() || !lease.isPositive() || !giveUpAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "mooring.mail: senders, poll-every, lease and give-up-after must be positive");
        }
    }

    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }
}
