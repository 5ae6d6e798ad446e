package io.mooring.mail.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.MailLanguage;
import io.mooring.workbench.Answers;
import io.mooring.workbench.MailFacts;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.queryhandling.QueryHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class PostmanTest {

    final OutboxFixture outbox = new OutboxFixture();
    final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    final JavaMailSenderImpl smtp = new WatchedSender();
    final MailProperties properties = new MailProperties(
            "no-reply@mooring.example",
            1,
            Duration.ofSeconds(1),
            Duration.ofMinutes(2),
            Duration.ofHours(24),
            Duration.ofHours(24));
    final Views views = new Views();
    final Postman postman = postman();

    Optional<ActivationView> current = Optional.of(MailFacts.view(ActivationStatus.COMPLETED));
    Consumer<MimeMessage> beforeSending = message -> {};
    Consumer<MimeMessage> afterSending = message -> {};

    @BeforeEach
    void the_server_is_up() {
        server.start();
        smtp.setHost("127.0.0.1");
        smtp.setPort(server.getSmtp().getPort());
    }

    @AfterEach
    void the_server_is_down() {
        server.stop();
    }

    @Test
    void a_code_is_derived_when_it_is_sent() throws Exception {
        put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        outbox.clock.pass(Duration.ofMinutes(3));

        assertThat(postman.sendOne()).isTrue();

        var mail = received(1)[0];
        var code = outbox.codes().code(MailFacts.VERIFICATION, 1);
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.com");
        assertThat(mail.getFrom())
                .extracting(Object::toString)
                .containsExactly("Acme Cloud <no-reply@mooring.example>");
        assertThat(mail.getSubject()).isEqualTo("Your code for Acme Cloud");
        assertThat(mail.getMessageID()).isEqualTo("<e-1@mooring.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        for (var part : List.of(text(mail), html(mail))) {
            assertThat(part)
                    .contains(code.substring(0, 4) + " " + code.substring(4))
                    .contains("7 more minutes");
        }
        assertThat(outbox.rows()).singleElement().asString().endsWith("SENT");
        assertThat(outbox.everything()).doesNotContain(code);
        assertThat(postman.sendOne()).isFalse();
    }

    @Test
    void a_completed_activation_is_told_with_what_aws_settles_and_the_next_steps() throws Exception {
        put("e-1", MailLanguage.EN);

        postman.sendOne();

        var mail = received(1)[0];
        assertThat(mail.getSubject()).isEqualTo("Acme Cloud is activated");
        assertThat(text(mail)).contains("- R&D", "111122223333", "- Install the agent: https://example.com/agent");
        assertThat(html(mail)).contains("R&amp;D", "111122223333", "href=\"https://example.com/agent\"");
    }

    @Test
    void mails_are_written_in_chinese_too() throws Exception {
        put("e-1", MailLanguage.ZH);
        put("e-2", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.ZH));

        postman.sendOne();
        postman.sendOne();

        assertThat(received(2))
                .allSatisfy(
                        mail -> assertThat(mail.getHeader("Content-Language")).containsExactly("zh"));
        assertThat(received(2)[0].getSubject()).isEqualTo("Acme Cloud已开通");
        assertThat(text(received(2)[0])).contains("安装采集器");
        assertThat(text(received(2)[1])).contains("验证码");
    }

    @Test
    void a_reminder_says_what_is_due_and_until_when() throws Exception {
        current = Optional.of(MailFacts.view(ActivationStatus.OPEN));
        outbox.outbox().put("e-1", Mail.of(MailFacts.reminded(), contact(MailLanguage.EN)), ReplayStatus.REGULAR);

        postman.sendOne();

        assertThat(text(received(1)[0]))
                .contains("- register or bind a Billing Center account", "1 December 2026, 10:00 UTC")
                .doesNotContain("AWS has to confirm");
    }

    @Test
    void an_expired_code_is_dropped() {
        put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        outbox.clock.pass(Duration.ofMinutes(10));

        assertThat(postman.sendOne()).isTrue();

        assertThat(outbox.rows()).singleElement().asString().endsWith("DROPPED");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void what_is_no_longer_true_is_not_told() {
        put("e-1", MailLanguage.EN);
        current = Optional.of(MailFacts.view(ActivationStatus.CANCELLED));

        postman.sendOne();

        assertThat(outbox.rows()).singleElement().asString().endsWith("DROPPED");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_view_that_has_not_caught_up_delays_the_mail() {
        put("e-1", MailLanguage.EN);
        current = Optional.of(MailFacts.view(ActivationStatus.OPEN));
        postman.sendOne();
        assertThat(outbox.rows()).singleElement().asString().endsWith("WAITING");

        current = Optional.of(MailFacts.view(ActivationStatus.COMPLETED));
        outbox.clock.pass(Duration.ofSeconds(1));
        postman.sendOne();
        assertThat(received(1)).hasSize(1);
    }

    @Test
    void a_server_that_is_down_delays_and_nothing_else() {
        put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        server.stop();
        assertThat(postman.sendOne()).isTrue();
        assertThat(postman.sendOne()).isFalse();
        assertThat(outbox.rows()).singleElement().asString().endsWith("WAITING");
        assertThat(outbox.database
                        .jdbc()
                        .sql("select last_error from mail_outbox")
                        .query(String.class)
                        .single())
                .as("names of exceptions, because their messages quote addresses")
                .isEqualTo("MailSendException < MailConnectException < ConnectException");

        server.start();
        smtp.setPort(server.getSmtp().getPort());
        outbox.clock.pass(Duration.ofSeconds(1));
        assertThat(postman.sendOne()).isTrue();
        assertThat(received(1)).hasSize(1);
        assertThat(outbox.rows()).singleElement().asString().endsWith("SENT");
    }

    @Test
    void after_a_day_a_mail_is_given_up_visibly() {
        put("e-1", MailLanguage.EN);
        server.stop();
        outbox.clock.pass(Duration.ofHours(24));

        postman.sendOne();

        assertThat(outbox.rows()).singleElement().asString().endsWith("FAILED");
    }

    @Test
    void pauses_grow_to_a_quarter_of_an_hour() {
        assertThat(Postman.pause(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(Postman.pause(4)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(Postman.pause(100)).isBetween(Duration.ofSeconds(450), Duration.ofMinutes(15));
    }

    @Test
    void an_unusable_address_is_given_up_and_blocks_nobody() {
        put("e-1", MailFacts.codeIssued(1, "not an address", MailLanguage.EN));
        put("e-2", MailFacts.codeIssued(2, "ada@example.com", MailLanguage.EN));

        postman.sendOne();
        postman.sendOne();

        assertThat(outbox.rows())
                .satisfiesExactly(
                        bad -> assertThat(bad).endsWith("FAILED"),
                        good -> assertThat(good).endsWith("SENT"));
        assertThat(received(1)).hasSize(1);
    }

    @Test
    void a_mail_that_fails_lets_the_next_one_pass() {
        put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        put("e-2", MailFacts.codeIssued(2, "bob@example.com", MailLanguage.EN));
        beforeSending = message -> {
            if (messageId(message).startsWith("<e-1@")) {
                throw new org.springframework.mail.MailSendException("no");
            }
        };

        while (postman.sendOne()) {
            assertThat(outbox.rows()).hasSize(2);
        }

        assertThat(outbox.rows())
                .satisfiesExactly(
                        bad -> assertThat(bad).endsWith("WAITING"),
                        good -> assertThat(good).endsWith("SENT"));
    }

    @Test
    void a_crash_between_sending_and_writing_it_down_repeats_the_same_message() {
        put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        afterSending = message -> {
            throw new Crash();
        };
        assertThatThrownBy(postman::sendOne).isInstanceOf(Crash.class);
        afterSending = message -> {};

        var afterRestart = postman();
        assertThat(afterRestart.sendOne()).as("the lease still runs").isFalse();
        outbox.clock.pass(properties.lease());
        assertThat(afterRestart.sendOne()).isTrue();

        assertThat(received(2)).extracting(PostmanTest::messageId).containsOnly("<e-1@mooring.example>");
        assertThat(outbox.rows()).singleElement().asString().endsWith("SENT");
    }

    @Test
    void two_senders_never_send_one_mail_at_once() throws Exception {
        put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        var sending = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        beforeSending = message -> {
            sending.countDown();
            await(mayGoOn);
        };

        try (var first = Executors.newSingleThreadExecutor()) {
            var sent = first.submit(postman::sendOne);
            await(sending);
            assertThat(postman().sendOne()).isFalse();
            mayGoOn.countDown();
            assertThat(sent.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(received(1)).hasSize(1);
    }

    @Test
    void a_sender_that_outlived_its_lease_writes_nothing_down() {
        put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        beforeSending = message -> {
            beforeSending = again -> {
                throw new org.springframework.mail.MailSendException("no");
            };
            outbox.clock.pass(properties.lease());
            assertThat(postman().sendOne()).isTrue();
        };

        postman.sendOne();

        assertThat(outbox.rows()).singleElement().asString().endsWith("WAITING");
    }

    @Test
    void recipients_are_cleared_a_day_after_their_mail() {
        put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        postman.sendOne();
        put("e-2", MailFacts.codeIssued(2, "bob@example.com", MailLanguage.EN));

        outbox.clock.pass(Duration.ofHours(24).minusMillis(1));
        postman.forgetRecipients();
        assertThat(outbox.everything()).contains("ada@example.com");

        outbox.clock.pass(Duration.ofMillis(1));
        postman.forgetRecipients();
        assertThat(outbox.everything()).doesNotContain("ada@example.com").contains("bob@example.com");
    }

    @Test
    void the_bell_rings_after_the_commit_only() throws Exception {
        outbox.database.transaction().executeWithoutResult(transaction -> {
            put("e-1", MailLanguage.EN);
            transaction.setRollbackOnly();
        });
        assertThat(outbox.bell.listen(Duration.ZERO)).isFalse();

        outbox.database.transaction().executeWithoutResult(transaction -> {
            put("e-1", MailLanguage.EN);
            assertThat(ringsNow()).isFalse();
        });
        assertThat(outbox.bell.listen(Duration.ZERO)).isTrue();
    }

    private boolean ringsNow() {
        try {
            return outbox.bell.listen(Duration.ZERO);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Postman postman() {
        var brand = new BrandProperties("Acme Cloud", "help@acme.example");
        var steps = new NextSteps(List.of(new NextSteps.Step(
                new NextSteps.Title("Install the agent", "安装采集器"), URI.create("https://example.com/agent"))));
        var writer = new Writer(new Letters(), outbox.codes(), Answers.by(views), brand, steps, outbox.clock);
        return new Postman(new OutboxRows(outbox.database.jdbc()), writer, smtp, properties, brand, outbox.clock);
    }

    private void put(String eventId, CodeIssued event) {
        var mailbox = Optional.ofNullable(event.mailbox()).orElseThrow();
        outbox.outbox().put(eventId, Mail.of(event, mailbox), ReplayStatus.REGULAR);
    }

    private void put(String eventId, MailLanguage language) {
        outbox.outbox().put(eventId, Mail.of(MailFacts.completed(), contact(language)), ReplayStatus.REGULAR);
    }

    private static MailContact contact(MailLanguage language) {
        return new MailContact("ada@example.com", language);
    }

    private MimeMessage[] received(int count) {
        assertThat(server.waitForIncomingEmail(5000, count)).isTrue();
        return server.getReceivedMessages();
    }

    private static String text(MimeMessage mail) throws Exception {
        return part(mail, 0, "text/plain");
    }

    private static String html(MimeMessage mail) throws Exception {
        return part(mail, 1, "text/html");
    }

    private static String part(MimeMessage mail, int index, String type) throws Exception {
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var part = ((MimeMultipart) mail.getContent()).getBodyPart(index);
        assertThat(part.isMimeType(type)).isTrue();
        return (String) part.getContent();
    }

    private static String messageId(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The process ends here. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class WatchedSender extends JavaMailSenderImpl {
        @Override
        public void send(MimeMessage message) {
            beforeSending.accept(message);
            super.send(message);
            afterSending.accept(message);
        }
    }

    class Views {
        @QueryHandler
        Optional<ActivationView> handle(FindCurrentActivation query) {
            return current;
        }
    }
}
