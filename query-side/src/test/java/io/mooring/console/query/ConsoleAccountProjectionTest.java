package io.mooring.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.ConsoleAccountRegistered;
import io.mooring.console.api.ConsoleAccountView;
import io.mooring.console.api.FindConsoleAccount;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.Personal;
import io.mooring.privacy.api.ServerKey;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConsoleAccountProjectionTest {

    final ViewDatabase database = new ViewDatabase();
    final LookupKeys keys = new LookupKeys(ServerKey.master("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    final ConsoleAccountProjection projection = new ConsoleAccountProjection(database.jdbc(), keys);
    final Stream stream = new Stream(projection);
    final Instant registeredAt = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void an_account_is_found_by_id() {
        stream.deliver(registered("c-1", "ada"));

        assertThat(projection.handle(new FindConsoleAccount(new ConsoleAccountId("c-1"))))
                .contains(new ConsoleAccountView(new ConsoleAccountId("c-1"), "ada", registeredAt));
        assertThat(projection.handle(new FindConsoleAccount(new ConsoleAccountId("c-2"))))
                .isEmpty();
    }

    @Test
    void two_replays_give_the_same_rows() {
        var history = Stream.of(registered("c-1", "ada"), registered("c-2", Personal.FORGOTTEN));
        stream.deliver(history);
        var first = database.rows();
        assertThat(first.get("console_account_view")).contains("c-1").contains("c-2");

        stream.deliver(history);
        assertThat(database.rows()).isEqualTo(first);
        stream.reset().deliver(history);
        assertThat(database.rows()).isEqualTo(first);
        stream.reset().deliver(history);
        assertThat(database.rows()).isEqualTo(first);
    }

    private ConsoleAccountRegistered registered(String id, String userName) {
        return new ConsoleAccountRegistered(
                new ConsoleAccountId(id), userName, userName + "@example.com", null, "1", registeredAt);
    }
}
