package io.mooring.subscription.marketplace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which advisory locks the transaction that asks has: each takes its turn by them. */
final class HeldLocks {

    static List<@Nullable String> modes(JdbcClient jdbc) {
        return jdbc.sql(
                        "SELECT DISTINCT mode FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()")
                .query(String.class)
                .list();
    }

    private HeldLocks() {}
}
