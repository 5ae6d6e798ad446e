package io.mooring.billing.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.mail.saga.OutboxFixture;
import io.mooring.privacy.api.Personal;
import io.mooring.verification.api.MailLanguage;
import io.mooring.workbench.Group;
import io.mooring.workbench.MailFacts;
import org.junit.jupiter.api.Test;

class WhenBillingAccountApprovedThenMailItsOwnerTest {

    final OutboxFixture outbox = new OutboxFixture();
    final Group group = new Group(
            outbox.contacts(), new WhenBillingAccountApprovedThenMailItsOwner(outbox.contacts(), outbox.outbox()));

    @Test
    void the_mailbox_on_file_is_told_once_and_not_the_one_that_the_buyer_has_proven() {
        group.deliver("e-1", MailFacts.registered("billing@example.com"));
        group.deliver("e-2", MailFacts.codeIssued(1, "buyer@example.com", MailLanguage.ZH));
        group.deliver("e-3", MailFacts.verified("buyer@example.com"));
        group.deliver("e-4", MailFacts.proposed());
        group.deliver("e-5", MailFacts.approved());
        group.deliver("e-5", MailFacts.approved());
        group.deliver("e-6", MailFacts.bound());

        assertThat(outbox.rows())
                .containsExactly("e-5 BILLING_ACCOUNT_APPROVED " + MailFacts.ACTIVATION
                        + " null null null billing@example.com ZH WAITING");
    }

    @Test
    void where_no_code_was_asked_for_it_is_told_in_english() {
        group.deliver("e-1", MailFacts.registered("billing@example.com"));
        group.deliver("e-2", MailFacts.approved());

        assertThat(outbox.rows()).singleElement().asString().contains(" billing@example.com EN ");
    }

    @Test
    void who_was_forgotten_is_not_written_to() {
        group.deliver("e-1", MailFacts.registered(Personal.FORGOTTEN));
        group.deliver("e-2", MailFacts.approved());

        assertThat(outbox.rows()).isEmpty();
    }

    @Test
    void a_replay_is_refused() {
        group.deliver("e-1", MailFacts.registered("billing@example.com"));

        assertThatThrownBy(() -> group.replay("e-2", MailFacts.approved())).hasMessageContaining("e-2");

        assertThat(outbox.rows()).isEmpty();
    }
}
