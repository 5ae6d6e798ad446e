package io.mooring.verification.command;

import io.mooring.verification.api.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counters in two small tables; the row locks put rivals in order. */
@Component
class JdbcMailboxBudget implements MailboxBudget {

    private final JdbcClient jdbc;

    JdbcMailboxBudget(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Refusal> spendCode(String mailboxKey, Purpose purpose, Instant now) {
        var issued = jdbc.sql("""
                        insert into mailbox_code (mailbox_key, purpose, issued_at) values (:key, :purpose, :now)
                        on conflict (mailbox_key, purpose) do update set issued_at = excluded.issued_at
                        where mailbox_code.issued_at <= :latest
                        """)
                .param("key", mailboxKey)
                .param("purpose", purpose.name())
                .param("now", utc(now))
                .param("latest", utc(now.minus(BETWEEN_CODES)))
                .update();
        if (issued == 0) {
            var last = jdbc.sql("select issued_at from mailbox_code where mailbox_key = ? and purpose = ?")
                    .params(mailboxKey, purpose.name())
                    .query(OffsetDateTime.class)
                    .single();
            return Optional.of(new Refusal(true, last.toInstant().plus(BETWEEN_CODES)));
        }
        var codes =
                jdbc.sql("""
                        insert into mailbox_day (mailbox_key, day, codes) values (?, ?, 1)
                        on conflict (mailbox_key, day) do update set codes = mailbox_day.codes + 1 returning codes
                        """).params(mailboxKey, day(now)).query(Integer.class).single();
        return codes > CODES_A_DAY ? Optional.of(new Refusal(false, tomorrow(now))) : Optional.empty();
    }

    @Override
    public Optional<Instant> exhaustedUntil(String mailboxKey, Instant now) {
        // An update even of the first row of the day, for its lock: rivals see each other's tries
        var tries =
                jdbc.sql("""
                        insert into mailbox_day (mailbox_key, day) values (?, ?)
                        on conflict (mailbox_key, day) do update set wrong_tries = mailbox_day.wrong_tries
                        returning wrong_tries
                        """).params(mailboxKey, day(now)).query(Integer.class).single();
        return tries < WRONG_TRIES_A_DAY ? Optional.empty() : Optional.of(tomorrow(now));
    }

    @Override
    public void countWrongTry(String mailboxKey, Instant now) {
        jdbc.sql("""
                        insert into mailbox_day (mailbox_key, day, wrong_tries) values (?, ?, 1)
                        on conflict (mailbox_key, day) do update set wrong_tries = mailbox_day.wrong_tries + 1
                        """).params(mailboxKey, day(now)).update();
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static Instant tomorrow(Instant now) {
        return day(now).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
