package io.mooring.activation.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.mail.saga.MailContact;
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
    void after_two_have_decided_the_buyer_is_written_to_and_not_the_mailbox_that_nobody_reads() {
        group.deliver("e-1", MailFacts.registered("gone@example.com"));
        group.deliver("e-2", MailFacts.codeIssued(1, "buyer@example.com", MailLanguage.ZH));
        group.deliver("e-3", MailFacts.verified("buyer@example.com"));
        group.deliver("e-4", MailFacts.approved());
        group.deliver("e-5", MailFacts.bound());
        group.deliver("e-6", MailFacts.reminded());
        group.deliver("e-7", MailFacts.completed());

        assertThat(outbox.rows())
                .containsExactly(
                        "e-6 ACTIVATION_REMINDED " + MailFacts.ACTIVATION
                                + " s-1 null null buyer@example.com ZH WAITING",
                        "e-7 ACTIVATION_COMPLETED " + MailFacts.ACTIVATION
                                + " s-1 null null buyer@example.com ZH WAITING");
    }

    @Test
    void a_buyer_who_proves_a_mailbox_only_after_the_decision_is_written_to_from_then_on() {
        group.deliver("e-1", MailFacts.registered("gone@example.com"));
        group.deliver("e-2", MailFacts.approved());
        group.deliver("e-3", MailFacts.bound());
        group.deliver("e-4", MailFacts.reminded());
        group.deliver("e-5", MailFacts.verified("buyer@example.com"));
        group.deliver("e-6", MailFacts.completed());

        assertThat(outbox.rows())
                .satisfiesExactly(
                        reminder -> assertThat(reminder).contains("gone@example.com"),
                        nextSteps -> assertThat(nextSteps).contains("buyer@example.com"));
    }

    @Test
    void a_buyer_who_is_forgotten_is_not_replaced_by_the_mailbox_that_nobody_reads() {
        group.deliver("e-1", MailFacts.registered("gone@example.com"));
        group.deliver("e-2", MailFacts.verified(Personal.FORGOTTEN));
        group.deliver("e-3", MailFacts.approved());
        group.deliver("e-4", MailFacts.bound());
        group.deliver("e-5", MailFacts.completed());

        assertThat(outbox.rows()).isEmpty();
    }

    @Test
    void what_two_have_decided_holds_for_the_renewal() {
        twoDecided();
        group.deliver("e-6", MailFacts.carried());
        group.deliver("e-7", MailFacts.superseded());

        assertThat(ofTheSuccessor().mailbox()).isEqualTo("buyer@example.com");
        assertThat(ofTheSuccessor().language()).isEqualTo(MailLanguage.ZH);
    }

    @Test
    void what_two_have_decided_holds_also_where_the_account_goes_over_only_afterwards() {
        twoDecided();
        group.deliver("e-6", MailFacts.superseded());
        group.deliver("e-7", MailFacts.carried());

        assertThat(ofTheSuccessor().mailbox()).isEqualTo("buyer@example.com");
    }

    @Test
    void a_renewal_that_has_an_account_of_its_own_writes_to_that() {
        twoDecided();
        var own = new BillingAccountId("b-2");
        group.deliver("e-6", MailFacts.registered(own, "read@example.com"));
        group.deliver("e-7", new BillingAccountBound(own, MailFacts.SUCCESSOR, MailFacts.NOW));
        group.deliver("e-8", MailFacts.superseded());

        assertThat(ofTheSuccessor().mailbox()).isEqualTo("read@example.com");
    }

    @Test
    void a_renewal_of_what_a_code_has_bound_writes_to_the_account() {
        group.deliver("e-1", MailFacts.registered("billing@example.com"));
        group.deliver("e-2", MailFacts.verified("buyer@example.com"));
        group.deliver("e-3", MailFacts.bound());
        group.deliver("e-4", MailFacts.carried());
        group.deliver("e-5", MailFacts.superseded());

        assertThat(ofTheSuccessor().mailbox()).isEqualTo("billing@example.com");
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

    private void twoDecided() {
        group.deliver("e-1", MailFacts.registered("gone@example.com"));
        group.deliver("e-2", MailFacts.codeIssued(1, "buyer@example.com", MailLanguage.ZH));
        group.deliver("e-3", MailFacts.verified("buyer@example.com"));
        group.deliver("e-4", MailFacts.approved());
        group.deliver("e-5", MailFacts.bound());
    }

    private MailContact ofTheSuccessor() {
        return outbox.contacts().of(MailFacts.SUCCESSOR).orElseThrow();
    }
}
