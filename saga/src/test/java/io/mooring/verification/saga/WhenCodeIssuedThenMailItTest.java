package io.mooring.verification.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.mail.saga.OutboxFixture;
import io.mooring.privacy.api.Personal;
import io.mooring.verification.api.MailLanguage;
import io.mooring.workbench.Group;
import io.mooring.workbench.MailFacts;
import org.junit.jupiter.api.Test;

class WhenCodeIssuedThenMailItTest {

    final OutboxFixture outbox = new OutboxFixture();
    final Group group = new Group(new WhenCodeIssuedThenMailIt(outbox.outbox()));

    @Test
    void an_issued_code_becomes_one_mail_that_names_the_code_and_does_not_hold_it() {
        group.deliver("e-1", MailFacts.codeIssued(2, "ada@example.com", MailLanguage.ZH));
        group.deliver("e-1", MailFacts.codeIssued(2, "ada@example.com", MailLanguage.ZH));

        assertThat(outbox.rows())
                .containsExactly(
                        "e-1 VERIFICATION_CODE " + MailFacts.ACTIVATION + " null v-1 2 ada@example.com ZH WAITING");
        assertThat(outbox.everything()).doesNotContain(outbox.codes().code(MailFacts.VERIFICATION, 2));
    }

    @Test
    void nobody_gets_a_mail_for_a_name_that_nobody_has() {
        group.deliver("e-1", MailFacts.codeIssued(1, null, MailLanguage.EN));
        group.deliver("e-2", MailFacts.codeIssued(1, Personal.FORGOTTEN, MailLanguage.EN));

        assertThat(outbox.rows()).isEmpty();
    }

    @Test
    void a_replay_is_refused() {
        assertThatThrownBy(() -> group.replay("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("e-1");

        assertThat(outbox.rows()).isEmpty();
    }
}
