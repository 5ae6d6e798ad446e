package io.mooring.mail.saga;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSender;

/** Sends one mail after another: takes it, sends it outside any transaction, writes down what became of it. A mail sent twice is the same message. */
class Postman {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final OutboxRows outbox;
    private final Writer writer;
    private final JavaMailSender server;
    private final MailProperties properties;
    private final Clock clock;

    Postman(OutboxRows outbox, Writer writer, JavaMailSender server, MailProperties properties, Clock clock) {
        this.outbox = outbox;
        this.writer = writer;
        this.server = server;
        this.properties = properties;
        this.clock = clock;
    }

    /** How long nothing will be due, unless a mail is written meanwhile; at most {@code atMost}. */
    Duration rest(Duration atMost) {
        var now = clock.instant();
        return outbox.nextDue()
                .map(due -> due.isBefore(now) ? Duration.ZERO : Duration.between(now, due))
                .filter(rest -> rest.compareTo(atMost) < 0)
                .orElse(atMost);
    }

    /** Takes care of the mail that waits longest; false when none is due. */
    boolean sendOne() {
        var waiting = outbox.claim(clock.instant(), properties.lease());
        waiting.ifPresent(this::send);
        return waiting.isPresent();
    }

    /** Makes due what senders had in hand whose process has ended. */
    void takeBackFromTheDead() {
        var mails = outbox.takeBackFromTheDead(clock.instant());
        if (mails > 0) {
            LOG.info("{} mails were in the hands of nodes that are gone", mails);
        }
    }

    /** Clears the addresses of mails that were settled long enough ago. */
    void forgetRecipients() {
        outbox.forgetRecipients(clock.instant().minus(properties.keepRecipients()));
    }

    private void send(Waiting waiting) {
        try {
            var letter = writer.write(waiting.mail());
            if (letter.isEmpty()) {
                outbox.settle(waiting, OutboxRows.Outcome.DROPPED, null, clock.instant());
                return;
            }
            server.send(message(waiting, letter.get()));
            outbox.settle(waiting, OutboxRows.Outcome.SENT, null, clock.instant());
        } catch (AddressException unusable) {
            giveUp(waiting, unusable);
        } catch (MessagingException | UnsupportedEncodingException | RuntimeException failed) {
            tryLater(waiting, failed);
        }
    }

    private MimeMessage message(Waiting waiting, Letter letter)
            throws MessagingException, UnsupportedEncodingException {
        var message = server.createMimeMessage();
        message.setFrom(new InternetAddress(properties.from(), letter.sender(), UTF_8));
        message.setRecipient(
                Message.RecipientType.TO, new InternetAddress(waiting.mail().recipient(), true));
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Message-ID", "<" + waiting.eventId() + "@" + properties.domain() + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", waiting.mail().language().name().toLowerCase(java.util.Locale.ROOT));
        message.setContent(new MimeMultipart("alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
        return message;
    }

    private static MimeBodyPart part(String content, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content, UTF_8, type);
        return part;
    }

    private void tryLater(Waiting waiting, Exception failed) {
        var dueAt = clock.instant().plus(pause(waiting.attempt()));
        if (dueAt.isAfter(waiting.createdAt().plus(properties.giveUpAfter()))) {
            giveUp(waiting, failed);
            return;
        }
        LOG.warn("Mail for event {} was not sent in try {}: {}", waiting.eventId(), waiting.attempt(), causes(failed));
        outbox.postpone(waiting, dueAt, causes(failed));
    }

    private void giveUp(Waiting waiting, Exception failed) {
        LOG.error(
                "Mail for event {} is given up after try {}: {}", waiting.eventId(), waiting.attempt(), causes(failed));
        outbox.settle(waiting, OutboxRows.Outcome.FAILED, causes(failed), clock.instant());
    }

    /** One second, then twice as long each time, up to a quarter of an hour; shortened at random by up to a half. */
    static Duration pause(int attempt) {
        var full = Math.min(LONGEST_PAUSE.toMillis(), 1000L << Math.min(attempt - 1, 20));
        return Duration.ofMillis(full - ThreadLocalRandom.current().nextLong(full / 2));
    }

    /** Names of the exceptions only: their messages quote addresses. */
    private static String causes(Throwable failed) {
        var causes = new StringBuilder(failed.getClass().getSimpleName());
        for (var cause = Optional.ofNullable(failed.getCause()); cause.isPresent(); ) {
            causes.append(" < ").append(cause.get().getClass().getSimpleName());
            cause = Optional.ofNullable(cause.get().getCause());
        }
        return causes.toString();
    }
}
