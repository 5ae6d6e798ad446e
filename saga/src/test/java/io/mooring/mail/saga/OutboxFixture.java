package io.mooring.mail.saga;

import io.mooring.privacy.api.ServerKey;
import io.mooring.verification.api.VerificationCodes;
import io.mooring.workbench.MailFacts;
import io.mooring.workbench.SagaDatabase;
import io.mooring.workbench.SetClock;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** An outbox on a real PostgreSQL, with a clock that is set. */
public final class OutboxFixture {

    final SagaDatabase database = new SagaDatabase();
    final SetClock clock = new SetClock(MailFacts.NOW);
    final Bell bell = new Bell();
    private final VerificationCodes codes =
            new VerificationCodes(ServerKey.master("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    private final MailOutbox outbox = new MailOutbox(database.jdbc(), clock, bell);
    private final MailContacts contacts = new MailContacts(database.jdbc());

    public MailOutbox outbox() {
        return outbox;
    }

    public MailContacts contacts() {
        return contacts;
    }

    public VerificationCodes codes() {
        return codes;
    }

    /** Each mail in a line, without times. */
    public List<String> rows() {
        var lines = new ArrayList<String>();
        database.jdbc().sql("""
                        select concat_ws(' ', event_id, kind, activation_id, coalesce(subscription_id, 'null'),
                               coalesce(verification_id, 'null'), coalesce(code_number::text, 'null'),
                               coalesce(recipient, 'null'), language, status)
                          from mail_outbox order by event_id
                        """).query((ResultSet row) -> {
            lines.add(row.getString(1));
        });
        return lines;
    }

    /** All that is stored of all mails. */
    public String everything() {
        return database.jdbc()
                .sql("select coalesce(string_agg(m::text, ' '), '') from mail_outbox m")
                .query(String.class)
                .single();
    }
}
