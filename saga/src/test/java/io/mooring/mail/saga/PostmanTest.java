package io.mooring.mail.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.verification.api.MailLanguage;
import io.mooring.workbench.MailFacts;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostmanTest extends PostOffice {

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

        assertThat(received(2)).extracting(PostOffice::messageId).containsOnly("<e-1@mooring.example>");
        assertThat(outbox.rows()).singleElement().asString().endsWith("SENT");
    }

    @Test
    void what_a_killed_node_had_in_hand_is_sent_without_waiting_for_its_lease() {
        try (var doomed = node("node-doomed");
                var other = node("node-other")) {
            doomed.show();
            other.show();
            put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
            afterSending = message -> {
                throw new Crash();
            };
            assertThatThrownBy(postman(doomed)::sendOne).isInstanceOf(Crash.class);
            afterSending = message -> {};
            var postman = postman(other);
            postman.takeBackFromTheDead();
            assertThat(postman.sendOne()).as("its holder lives").isFalse();

            doomed.end();
            postman.takeBackFromTheDead();

            assertThat(postman.sendOne()).isTrue();
            assertThat(outbox.rows()).singleElement().asString().endsWith("SENT");
        }
    }

    @Test
    void what_a_node_has_in_hand_that_nobody_can_see_waits_for_its_lease() {
        try (var unseen = node("node-unseen");
                var other = node("node-other")) {
            other.show();
            put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
            beforeSending = message -> {
                postman(other).takeBackFromTheDead();
                assertThat(postman(other).sendOne()).isFalse();
            };

            assertThat(postman(unseen).sendOne()).isTrue();
        }
    }

    @Test
    void a_node_that_is_not_seen_itself_takes_nothing_back() {
        try (var unseen = node("node-unseen");
                var alsoUnseen = node("node-also-unseen")) {
            put("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
            beforeSending = message -> {
                postman(alsoUnseen).takeBackFromTheDead();
                assertThat(postman(alsoUnseen).sendOne()).isFalse();
            };

            assertThat(postman(unseen).sendOne()).isTrue();
        }
    }

    private NodeOfTest node(String id) {
        return new NodeOfTest(id, outbox.database.dataSource());
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
}
