package io.mooring.mail.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationStatus;
import io.mooring.verification.api.MailLanguage;
import io.mooring.workbench.MailFacts;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.ReplayStatus;
import org.junit.jupiter.api.Test;

class LettersTest extends PostOffice {

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
    void a_mail_comes_from_the_brand_of_the_listing_that_was_bought() throws Exception {
        current = Optional.of(MailFacts.view(ActivationStatus.COMPLETED, "listing-2"));
        put("e-1", MailLanguage.EN);
        put("e-2", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));

        postman.sendOne();
        postman.sendOne();

        var mails = received(2);
        assertThat(mails[0].getSubject()).isEqualTo("Acme Metrics is activated");
        assertThat(mails[1].getSubject()).isEqualTo("Your code for Acme Metrics");
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.getFrom())
                    .extracting(Object::toString)
                    .containsExactly("Acme Metrics <no-reply@mooring.example>");
            assertThat(text(mail)).contains("help@acme.example").doesNotContain("Acme Cloud");
        });
    }

    @Test
    void as_long_as_no_view_knows_the_listing_a_code_comes_from_the_installations_brand() throws Exception {
        current = Optional.empty();
        put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));

        postman.sendOne();

        assertThat(received(1)[0].getSubject()).isEqualTo("Your code for Acme Cloud");
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
        assertThat(postman.sendOne()).as("the view may still be behind").isFalse();
        outbox.clock.pass(MailKind.ACTIVATION_REMINDED.patience());

        postman.sendOne();

        assertThat(text(received(1)[0]))
                .contains("- register or bind a Billing Center account", "1 December 2026, 10:00 UTC")
                .doesNotContain("AWS has to confirm");
    }

    @Test
    void the_owner_of_an_account_is_told_what_was_decided_and_not_by_whom() throws Exception {
        current = Optional.of(MailFacts.view(ActivationStatus.OPEN, "listing-2"));
        outbox.outbox().put("e-1", Mail.of(MailFacts.approved(), contact(MailLanguage.EN)), ReplayStatus.REGULAR);
        outbox.outbox().put("e-2", Mail.of(MailFacts.approved(), contact(MailLanguage.ZH)), ReplayStatus.REGULAR);

        postman.sendOne();
        postman.sendOne();

        var mails = received(2);
        assertThat(mails[0].getSubject()).isEqualTo("Your Billing Center account now pays for Acme Metrics");
        assertThat(mails[1].getSubject()).isEqualTo("您的费用中心账号已开始为Acme Metrics付费");
        for (var mail : mails) {
            for (var part : List.of(text(mail), html(mail))) {
                assertThat(part)
                        .contains("Acme Metrics", "AWS Marketplace", "help@acme.example")
                        .doesNotContain("alice", "carol", "the contract names the company");
            }
        }
    }

    @Test
    void where_nobody_can_be_told_the_owner_is_not_asked_to_tell() throws Exception {
        for (var listing : List.of("listing-2", "listing-3")) {
            current = Optional.of(MailFacts.view(ActivationStatus.OPEN, listing));
            for (var language : MailLanguage.values()) {
                outbox.outbox()
                        .put(
                                listing + language,
                                Mail.of(MailFacts.approved(), contact(language)),
                                ReplayStatus.REGULAR);
                postman.sendOne();
            }
        }

        var mails = received(4);
        for (var i = 0; i < mails.length; i++) {
            for (var part : List.of(text(mails[i]), html(mails[i]))) {
                assertThat(part.contains("tell us") || part.contains("请告知我们")).isEqualTo(i < 2);
            }
        }
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
}
