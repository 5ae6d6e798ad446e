package io.mooring.console.query;

import io.mooring.console.api.ConsoleAccountRegistered;
import io.mooring.console.api.ConsoleAccountView;
import io.mooring.console.api.FindConsoleAccount;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.Personal;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code console_account_view} in line with the event stream; safe to replay. */
@Component
@ProcessingGroup("console-account-view")
class ConsoleAccountProjection {

    private final JdbcClient jdbc;
    private final LookupKeys keys;

    ConsoleAccountProjection(JdbcClient jdbc, LookupKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @EventHandler
    void on(ConsoleAccountRegistered event) {
        var forgotten = event.userName().equals(Personal.FORGOTTEN);
        jdbc.sql("""
                insert into console_account_view (console_account_id, user_name, user_name_key, registered_at)
                values (:id, :userName, :userNameKey, :registeredAt)
                on conflict (console_account_id) do update set user_name = excluded.user_name,
                   user_name_key = excluded.user_name_key, registered_at = excluded.registered_at
                """)
                .param("id", event.consoleAccountId().value())
                .param("userName", event.userName())
                .param("userNameKey", forgotten ? null : keys.ofUserName(event.userName()), Types.VARCHAR)
                .param("registeredAt", event.registeredAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @QueryHandler
    Optional<ConsoleAccountView> handle(FindConsoleAccount query) {
        return jdbc.sql("select user_name, registered_at from console_account_view where console_account_id = :id")
                .param("id", query.consoleAccountId().value())
                .query((row, number) -> new ConsoleAccountView(
                        query.consoleAccountId(),
                        row.getString("user_name"),
                        row.getObject("registered_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from console_account_view").update();
    }
}
