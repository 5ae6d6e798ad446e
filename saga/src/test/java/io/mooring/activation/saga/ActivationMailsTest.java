package io.mooring.activation.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.mail.saga.OutboxFixture;
import io.mooring.privacy.api.Personal;
import io.mooring.verification.api.MailLanguage;
import io.mooring.workbench.Group;
import io.mooring.workbench.MailFacts;
import org.junit.jupiter.api.Test;

class ActivationMailsTest {

    final OutboxFixture outbox = new OutboxFixture();
    final Group group = new Group(
            outbox.contacts(),
            new WhenActivationCompletedThenMailTheNextSteps(outbox.contacts(), outbox.outbox()),
            new WhenActivationRemindedThenMailTheBuyer(outbox.contacts(), outbox.outbox()));

    @Test
    void the_bound_billing_account_is_written_to_in_the_language_of_the_last_code() {
        group.deliver("e-1", MailFacts.registered("billing@example.com"));
        group.deliver("e-2", MailFacts.codeIssued(1, "other@example.com", MailLanguage.EN));
        group.deliver("e-3", MailFacts.verified("other@example.com"));
        group.deliver("e-4", MailFacts.codeIssued(2, "other@example.com", MailLanguage.ZH));
        group.deliver("e-5", MailFacts.bound());
        group.deliver("e-6", MailFacts.completed());
        group.deliver("e-6", MailFacts.completed());

        assertThat(outbox.rows())
                .containsExactly("e-6 ACTIVATION_COMPLETED " + MailFacts.ACTIVATION
                        + " s-1 null null billing@example.com ZH WAITING");
    }

    @Test
    void without_a_billing_account_the_last_proven_mailbox_is_reminded() {
        group.deliver("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        group.deliver("e-2", MailFacts.verified("ada@example.com"));
        group.deliver("e-3", MailFacts.reminded());

        assertThat(outbox.rows())
                .containsExactly("e-3 ACTIVATION_REMINDED " + MailFacts.ACTIVATION
                        + " s-1 null null ada@example.com EN WAITING");
    }

    @Test
    void nobody_is_written_to_whom_nobody_knows() {
        group.deliver("e-1", MailFacts.codeIssued(1, "ada@example.com", MailLanguage.EN));
        group.deliver("e-2", MailFacts.reminded());
        group.deliver("e-3", MailFacts.registered(Personal.FORGOTTEN));
        group.deliver("e-4", MailFacts.bound());
        group.deliver("e-5", MailFacts.completed());

        assertThat(outbox.rows()).isEmpty();
    }

    @Test
    void the_group_cannot_be_reset_and_refuses_a_replay() {
        group.deliver("e-1", MailFacts.verified("ada@example.com"));

        assertThatThrownBy(group::reset).rootCause().hasMessageContaining("cannot be replayed");
        assertThatThrownBy(() -> group.replay("e-2", MailFacts.completed())).hasMessageContaining("e-2");
        assertThatThrownBy(() -> group.replay("e-3", MailFacts.reminded())).hasMessageContaining("e-3");
        assertThat(outbox.rows()).isEmpty();
    }
}
