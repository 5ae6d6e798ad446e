package io.mooring.sandbox.mailbox;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mooring.sandbox.durable.DurableMap;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's mailbox. The SMTP server accepts a mail for any address and answers once it is on the disk; it can be taken
 * down, as mail servers go down, and brought up again.
 */
public final class Mailbox implements AutoCloseable {

    private final DurableMap<Mail> mails;
    private final Clock clock;
    private final int port;
    private @Nullable GreenMail server;
    private int boundPort;

    private Mailbox(int port, Path file, Clock clock) {
        this.mails = DurableMap.open(file, Mail.class);
        this.clock = clock;
        this.port = port;
    }

    /**
     * Starts the SMTP server; port 0 takes a free one.
     *
     * @param file keeps the mails
     */
    public static Mailbox start(int port, Path file, Clock clock) {
        var mailbox = new Mailbox(port, file, clock);
        mailbox.up();
        return mailbox;
    }

    /** The port of the SMTP server, the same after it was down. */
    public synchronized int smtpPort() {
        return boundPort;
    }

    public synchronized boolean isUp() {
        return server != null;
    }

    /** From now on nobody answers on the SMTP port. */
    public synchronized void down() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    public synchronized void up() {
        if (server != null) {
            return;
        }
        var started = new GreenMail(
                new ServerSetup(boundPort == 0 ? port : boundPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        started.getUserManager().setMessageDeliveryHandler((message, address) -> new Recipient(address.getEmail()) {
            @Override
            public void deliver(MovingMessage moving) {
                receive(moving.getMessage(), address.getEmail());
            }
        });
        started.start();
        boundPort = started.getSmtp().getPort();
        server = started;
    }

    /** Newest first. */
    public List<Mail> all() {
        return mails.values().reversed();
    }

    /** What arrived for this address, newest first. */
    public List<Mail> to(String address) {
        var wanted = address.strip().toLowerCase(Locale.ROOT);
        return all().stream()
                .filter(mail -> mail.to().toLowerCase(Locale.ROOT).equals(wanted))
                .toList();
    }

    public Optional<Mail> find(String id) {
        return mails.get(id);
    }

    /** Throws every mail away. */
    public void clear() {
        mails.keys().forEach(mails::remove);
    }

    @Override
    public void close() {
        down();
        mails.close();
    }

    private void receive(MimeMessage message, String to) {
        try {
            var id = UUID.randomUUID().toString();
            var html = MailReader.part(message, "text/html").orElse(null);
            mails.put(
                    id,
                    new Mail(
                            id,
                            clock.instant(),
                            MailReader.sender(message),
                            to,
                            message.getSubject() == null ? "" : message.getSubject(),
                            MailReader.part(message, "text/plain").orElse(""),
                            html,
                            MailReader.headers(message)));
        } catch (MessagingException | IOException unreadable) {
            throw new IllegalStateException("A mail cannot be read", unreadable);
        }
    }
}
