package io.mooring.verification.command;

import static io.mooring.testbed.CommandSideDatabase.resultOf;
import static io.mooring.testsupport.verification.Verifications.ACTIVATION;
import static io.mooring.testsupport.verification.Verifications.ID;
import static io.mooring.testsupport.verification.Verifications.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.activation.api.ActivationId;
import io.mooring.rule.api.RuleViolated;
import io.mooring.testbed.CommandSideDatabase;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.verification.Verifications;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.ProvenMailboxes.Proof;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcProvenMailboxesIT {

    private static final String MAILBOX_KEY = TestKeys.LOOKUP.ofMailbox(MAILBOX);

    private final CommandSideDatabase database = new CommandSideDatabase();
    private final ProvenMailboxes proofs = new JdbcProvenMailboxes(database.jdbc, TestKeys.LOOKUP);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_proof_is_found_for_its_activation_and_purpose_as_often_as_asked() {
        proofs.record(Verifications.verified(Purpose.BIND, BillingAccounts.ID));

        for (var again = 0; again < 2; again++) {
            assertThat(proofs.require(ID, ACTIVATION, Purpose.BIND))
                    .isEqualTo(new Proof(MAILBOX_KEY, BillingAccounts.ID));
        }
    }

    @Test
    void a_proof_that_was_on_file_for_nobody_says_so() {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));

        assertThat(proofs.require(ID, ACTIVATION, Purpose.REGISTER)).isEqualTo(new Proof(MAILBOX_KEY, null));
    }

    @Test
    void it_is_none_elsewhere() {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));

        refused(new VerificationId("other"), ACTIVATION, Purpose.REGISTER);
        refused(ID, new ActivationId("other"), Purpose.REGISTER);
        refused(ID, ACTIVATION, Purpose.CONSOLE);
    }

    @Test
    void a_repeated_record_changes_nothing_even_at_once() throws Exception {
        var first = database.held(() -> record(Verifications.verified(Purpose.REGISTER, null)));
        var second = database.waiting(() -> record(Verifications.verified(Purpose.CONSOLE, null)));

        first.commit();

        assertThat(resultOf(second)).isTrue();
        assertThat(proofs.require(ID, ACTIVATION, Purpose.REGISTER).mailboxKey())
                .isEqualTo(MAILBOX_KEY);
        refused(ID, ACTIVATION, Purpose.CONSOLE);
    }

    @Test
    void a_proof_that_was_rolled_back_is_none() throws Exception {
        database.held(() -> record(Verifications.verified(Purpose.REGISTER, null)))
                .rollBack();

        refused(ID, ACTIVATION, Purpose.REGISTER);
    }

    @Test
    void the_address_itself_is_not_kept() {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));

        assertThat(database.jdbc
                        .sql("select p::text from proven_mailbox p")
                        .query(String.class)
                        .single())
                .doesNotContain("ann", "harbour");
    }

    private boolean record(EmailVerified proof) {
        proofs.record(proof);
        return true;
    }

    private void refused(VerificationId verification, ActivationId activation, Purpose purpose) {
        assertThatExceptionOfType(RuleViolated.class)
                .isThrownBy(() -> proofs.require(verification, activation, purpose))
                .satisfies(refused -> assertThat(refused.rule()).isEqualTo(VerificationRule.MAILBOX_PROVEN));
    }
}
