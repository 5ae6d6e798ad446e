package io.mooring.billing.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.billing.api.BillingAccountView;
import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.CompanyInformation;
import io.mooring.billing.api.FindBillingAccount;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.Personal;
import io.mooring.privacy.api.ServerKey;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BillingAccountProjectionTest {

    final ViewDatabase database = new ViewDatabase();
    final LookupKeys keys = new LookupKeys(ServerKey.master("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    final Stream stream = new Stream(new BillingAccountProjection(database.jdbc(), keys));
    final BillingAccountQueries queries = new BillingAccountQueries(database.jdbc(), keys);
    final Instant registeredAt = Instant.parse("2026-11-01T10:00:00Z");

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
    void a_repetition_and_two_replays_give_the_same_rows() {
        var history = Stream.of(registered("b-1", "acme"), forgotten("b-2"));
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
