package io.mooring.verification.web;

import io.mooring.web.Perishable;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was counted for mailboxes, and proven of them, goes when nothing can ask for it any more. */
@Component
final class SpentBudgets implements Perishable {

    /** Kept after the moment that a row speaks of: tries a day, codes a minute, proofs as long as an activation can last. */
    private static final Map<String, Duration> KEPT = Map.of(
            "mailbox_day:day", Duration.ofDays(2),
            "mailbox_code:issued_at", Duration.ofDays(1),
            "proven_mailbox:proven_at", Duration.ofDays(40));

    private final JdbcClient jdbc;
    private final Clock clock;

    SpentBudgets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public int sweep(int most) {
        var swept = 0;
        for (var kept : KEPT.entrySet()) {
            var table = kept.getKey().substring(0, kept.getKey().indexOf(':'));
            var moment = kept.getKey().substring(kept.getKey().indexOf(':') + 1);
            swept += jdbc.sql("delete from " + table + " where ctid = any (array(select ctid from " + table + " where "
                            + moment + " < :before limit :most))")
                    .param("before", OffsetDateTime.ofInstant(clock.instant().minus(kept.getValue()), ZoneOffset.UTC))
                    .param("most", most)
                    .update();
        }
        return swept;
    }
}
