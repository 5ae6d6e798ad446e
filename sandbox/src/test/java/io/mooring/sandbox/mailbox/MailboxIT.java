package io.mooring.sandbox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxIT {

    @TempDir
    Path folder;

    private Mailbox mailbox;

    @BeforeEach
    void start() {
        mailbox = Mailbox.start(0, folder.resolve("mails.jsonl"), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        mailbox.close();
    }

    @Test
    void a_mail_is_readable_as_soon_as_it_is_accepted() throws MessagingException {
        send("Anna@Example.com", "Your code: 1234 5678", "Der Code ist <1234 5678>, 验证码。");

        assertThat(mailbox.to("anna@example.com")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Your code: 1234 5678");
            assertThat(mail.text()).isEqualTo("Der Code ist <1234 5678>, 验证码。");
            assertThat(mail.html()).isEqualTo("<p>same</p>");
            assertThat(mail.from()).isEqualTo("no-reply@mooring.example");
            assertThat(mail.headers()).contains("Auto-Submitted: auto-generated");
        });
        assertThat(mailbox.to("berta@example.com")).isEmpty();
    }

    @Test
    void the_newest_mail_comes_first_and_all_are_kept() throws MessagingException {
        send("anna@example.com", "first", "1");
        send("anna@example.com", "second", "2");

        stop();
        start();

        assertThat(mailbox.all()).extracting(Mail::subject).containsExactly("second", "first");
    }

    @Test
    void a_server_that_is_down_takes_nothing_and_is_back_on_the_same_port() throws MessagingException {
        mailbox.down();
        assertThatThrownBy(() -> send("anna@example.com", "lost", "x")).isInstanceOf(MessagingException.class);

        mailbox.up();
        send("anna@example.com", "taken", "x");

        assertThat(mailbox.all()).extracting(Mail::subject).containsExactly("taken");
    }

    private void send(String to, String subject, String text) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(mailbox.smtpPort()));
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("no-reply@mooring.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setHeader("Auto-Submitted", "auto-generated");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var html = new MimeBodyPart();
        html.setContent("<p>same</p>", "text/html; charset=utf-8");
        var parts = new MimeMultipart("alternative", plain, html);
        message.setContent(parts);
        Transport.send(message);
    }
}
