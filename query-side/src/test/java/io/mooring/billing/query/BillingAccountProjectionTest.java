package io.mooring.billing.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountProposed;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.billing.api.BillingAccountView;
import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.CompanyInformation;
import io.mooring.billing.api.FindBillingAccount;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.billing.api.FindProposedBillingAccount;
import io.mooring.billing.api.ProposedBillingAccountView;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.Personal;
import io.mooring.privacy.api.ServerKey;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BillingAccountProjectionTest {

    final ViewDatabase database = new ViewDatabase();
    final LookupKeys keys = new LookupKeys(ServerKey.master("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    final Stream stream = new Stream(new BillingAccountProjection(database.jdbc(), keys));
    final BillingAccountQueries queries = new BillingAccountQueries(database.jdbc(), keys);
    final Instant registeredAt = Instant.parse("2026-11-01T10:00:00Z");
    final Instant tomorrow = registeredAt.plus(Duration.ofDays(1));
    final ActivationId activation = new ActivationId("a-1");
    final SubscriptionId subscription = new SubscriptionId("s-1");

    @Test
    void an_account_is_found_by_id_and_by_any_spelling_of_its_name() {
        stream.deliver(registered("b-1", "Ümlaut"));

        assertThat(queries.handle(new FindBillingAccount(new BillingAccountId("b-1"))))
                .contains(new BillingAccountView(new BillingAccountId("b-1"), "Ümlaut", registeredAt));
        assertThat(queries.handle(new FindBillingMailbox(" u\u0308MLAUT ")))
                .contains(new BillingMailboxView(new BillingAccountId("b-1"), "Ümlaut@example.com"));
        assertThat(queries.handle(new FindBillingMailbox("somebody"))).isEmpty();
    }

    @Test
    void forgotten_accounts_are_found_by_id_only() {
        stream.deliver(forgotten("b-1"), forgotten("b-2"));

        assertThat(queries.handle(new FindBillingAccount(new BillingAccountId("b-2"))))
                .hasValueSatisfying(view -> assertThat(view.userName()).isEqualTo(Personal.FORGOTTEN));
        assertThat(queries.handle(new FindBillingMailbox(Personal.FORGOTTEN))).isEmpty();
    }

    @Test
    void a_proposal_waits_until_another_takes_its_place_or_it_expires() {
        stream.deliver(
                registered("b-1", "acme"),
                registered("b-2", "other"),
                proposed("b-2", "alice"),
                proposed("b-1", "bob"));

        assertThat(proposal(registeredAt))
                .contains(new ProposedBillingAccountView(
                        new BillingAccountId("b-1"), "acme", "bob", "seen the contract", registeredAt, tomorrow));
        assertThat(proposal(tomorrow.minusMillis(1))).isPresent();
        assertThat(proposal(tomorrow)).isEmpty();
    }

    @Test
    void nothing_is_proposed_for_an_activation_that_has_a_billing_account() {
        stream.deliver(registered("b-1", "acme"), proposed("b-1", "alice"), bound("b-2"));

        assertThat(proposal(registeredAt)).isEmpty();
    }

    @Test
    void what_was_proposed_while_a_code_bound_an_account_does_not_wait() {
        stream.deliver(registered("b-1", "acme"), registered("b-2", "other"), bound("b-2"), proposed("b-1", "alice"));

        assertThat(proposal(registeredAt)).isEmpty();
    }

    @Test
    void what_was_proposed_for_an_activation_that_is_closed_waits_no_longer() {
        stream.deliver(registered("b-1", "acme"));
        for (var closed : List.of(
                new ActivationPaused(activation, registeredAt),
                new ActivationCancelled(activation, subscription, registeredAt),
                expired("a-1"),
                new ActivationEnded(activation, subscription, registeredAt),
                new ActivationSuperseded(activation, subscription, new ActivationId("a-2"), registeredAt))) {
            stream.deliver(proposed("b-1", "alice"));
            assertThat(proposal(registeredAt)).isPresent();
            stream.deliver(closed);
            assertThat(proposal(registeredAt)).as(closed.toString()).isEmpty();
        }
    }

    @Test
    void what_was_proposed_waits_again_where_its_activation_is_opened_again() {
        stream.deliver(registered("b-1", "acme"), proposed("b-1", "alice"));
        for (var opened : List.of(
                new ActivationResumed(activation, registeredAt),
                new ActivationReopened(activation, registeredAt, tomorrow, tomorrow))) {
            stream.deliver(expired("a-1"));
            assertThat(proposal(registeredAt)).isEmpty();
            stream.deliver(opened);
            assertThat(proposal(registeredAt)).as(opened.toString()).isPresent();
        }
    }

    @Test
    void a_repetition_and_two_replays_give_the_same_rows() {
        var history = Stream.of(
                registered("b-1", "acme"),
                forgotten("b-2"),
                proposed("b-1", "alice"),
                bound("b-1"),
                proposed("b-1", "bob"),
                new BillingAccountProposed(
                        new BillingAccountId("b-1"),
                        new ActivationId("a-2"),
                        "alice",
                        "seen the contract",
                        registeredAt,
                        tomorrow),
                expired("a-2"));
        var once = database.rows();
        stream.deliver(history);
        var first = database.rows();
        assertThat(first).isNotEqualTo(once);

        assertThat(rowsAfter(stream.deliver(history))).isEqualTo(first);
        assertThat(rowsAfter(stream.reset().deliver(history))).isEqualTo(first);
        assertThat(rowsAfter(stream.reset().deliver(history))).isEqualTo(first);
        assertThat(rowsAfter(stream.reset())).isEqualTo(once);
    }

    private java.util.Map<String, String> rowsAfter(Stream delivered) {
        assertThat(delivered).isSameAs(stream);
        return database.rows();
    }

    private Optional<ProposedBillingAccountView> proposal(Instant at) {
        return queries.handle(new FindProposedBillingAccount(activation, at));
    }

    private BillingAccountProposed proposed(String id, String by) {
        return new BillingAccountProposed(
                new BillingAccountId(id), activation, by, "seen the contract", registeredAt, tomorrow);
    }

    private ActivationExpired expired(String id) {
        return new ActivationExpired(new ActivationId(id), subscription, registeredAt);
    }

    private BillingAccountBound bound(String id) {
        return new BillingAccountBound(new BillingAccountId(id), activation, registeredAt);
    }

    private BillingAccountRegistered registered(String id, String userName) {
        return new BillingAccountRegistered(
                new BillingAccountId(id), userName, userName + "@example.com", null, company(), "1", registeredAt);
    }

    private BillingAccountRegistered forgotten(String id) {
        return new BillingAccountRegistered(
                new BillingAccountId(id), Personal.FORGOTTEN, Personal.FORGOTTEN, null, company(), "1", registeredAt);
    }

    private static CompanyInformation company() {
        return new CompanyInformation("Acme", "CN", null, null, Personal.FORGOTTEN);
    }
}
