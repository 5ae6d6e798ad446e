package io.mooring.mail.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.BoughtListingView;
import io.mooring.activation.api.FindBoughtListing;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.node.api.ThisNode;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.MailLanguage;
import io.mooring.workbench.Answers;
import io.mooring.workbench.MailFacts;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.queryhandling.QueryHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A post office: an outbox, a server that receives, and a postman whose every sending can be watched. */
abstract class PostOffice {

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

    Postman postman() {
        return postman(new NodeOfTest("node-unseen", outbox.database.dataSource()));
    }

    Postman postman(ThisNode node) {
        var brand = new BrandProperties(
                new BrandProperties.Brand("Acme Cloud", "help@acme.example"),
                List.of(
                        new BrandProperties.Listing("listing-2", new BrandProperties.Own("Acme Metrics", null)),
                        new BrandProperties.Listing("listing-3", new BrandProperties.Own("Acme Traces", ""))));
        var steps = new NextSteps(List.of(new NextSteps.Step(
                new NextSteps.Title("Install the agent", "安装采集器"), URI.create("https://example.com/agent"))));
        var writer = new Writer(new Letters(), outbox.codes(), Answers.by(views), brand, steps, outbox.clock);
        return new Postman(new OutboxRows(outbox.database.jdbc(), node), writer, smtp, properties, outbox.clock);
    }

    void put(String eventId, CodeIssued event) {
        var mailbox = Optional.ofNullable(event.mailbox()).orElseThrow();
        outbox.outbox().put(eventId, Mail.of(event, mailbox), ReplayStatus.REGULAR);
    }

    void put(String eventId, MailLanguage language) {
        outbox.outbox().put(eventId, Mail.of(MailFacts.completed(), contact(language)), ReplayStatus.REGULAR);
        outbox.clock.pass(MailKind.ACTIVATION_COMPLETED.patience());
    }

    static MailContact contact(MailLanguage language) {
        return new MailContact("ada@example.com", language);
    }

    MimeMessage[] received(int count) {
        assertThat(server.waitForIncomingEmail(5000, count)).isTrue();
        return server.getReceivedMessages();
    }

    static String messageId(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
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
        Optional<BoughtListingView> handle(FindBoughtListing query) {
            return current.map(view -> new BoughtListingView(view.subscription().listing()));
        }

        @QueryHandler
        Optional<ActivationView> handle(FindCurrentActivation query) {
            return current;
        }
    }
}
