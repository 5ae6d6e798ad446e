package io.mooring.eventstore;

import static io.mooring.eventstore.EventStoreDatabase.FORGOTTEN;
import static io.mooring.eventstore.EventStoreDatabase.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mooring.eventstore.HarbourEvent.CaptainSigned;
import io.mooring.eventstore.HarbourEvent.Crew;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SealedFieldsIT {

    private static final CaptainSigned ANN =
            new CaptainSigned("captain-1", "Ann Seaworthy", null, new Crew("Nimble", "Bo Lightkeeper"));

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final AtomicLong nanos = new AtomicLong();
    private final SubjectKeys keys = new SubjectKeys(database.dataSource, EventStoreDatabase.master(1), nanos::get);
    private final PostgresEventStorageEngine engine = database.engine(keys);

    @Test
    void nothing_personal_is_in_the_clear_and_all_of_it_reads_back() {
        database.append(engine, event("captain-1", 0, ANN));

        var row = database.jdbc
                .sql(
                        "select e::text || (select string_agg(k::text, '') from privacy.subject_key k) from domain_event e")
                .query(String.class)
                .single();
        assertThat(row)
                .doesNotContain("Seaworthy", "Lightkeeper")
                .contains("sealed:1:", "Nimble")
                .contains("\"nickname\": null".replace("\"", "\"\""));
        assertThat(read(engine)).isEqualTo(ANN);
    }

    @Test
    void one_text_is_never_sealed_the_same_way_twice() {
        database.append(engine, event("captain-1", 0, ANN), event("captain-1", 1, ANN));

        assertThat(database.jdbc
                        .sql("select count(distinct payload ->> 'name') from domain_event")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void a_forgotten_person_is_a_fixed_text_and_history_still_reads() {
        database.append(engine, event("captain-1", 0, ANN));
        assertThat(read(engine)).isEqualTo(ANN);

        assertThat(keys.forget("captain-1")).isTrue();
        assertThat(keys.forget("captain-1")).isFalse();

        assertThat(read(engine))
                .isEqualTo(new CaptainSigned("captain-1", FORGOTTEN, null, new Crew("Nimble", FORGOTTEN)));
    }

    @Test
    void forgetting_one_person_forgets_nobody_else() {
        var other = new CaptainSigned("captain-2", "Cy", "C", new Crew("Swift", "Di"));
        database.append(engine, event("captain-1", 0, ANN), event("captain-2", 0, other));

        keys.forget("captain-1");

        assertThat(engine.readEvents("captain-2", 0).asStream().map(read -> (Object) read.getPayload()))
                .containsExactly(other);
    }

    @Test
    void a_person_forgotten_on_another_node_is_forgotten_here_within_a_minute() {
        database.append(engine, event("captain-1", 0, ANN));
        assertThat(read(engine)).isEqualTo(ANN);
        database.keys().forget("captain-1");

        nanos.addAndGet(SubjectKeys.REMEMBERED_FOR.toNanos());

        assertThat(read(engine).name()).isEqualTo(FORGOTTEN);
    }

    @Test
    void the_key_of_a_transaction_that_was_rolled_back_is_never_used() {
        database.transaction.executeWithoutResult(status -> {
            engine.appendEvents(event("captain-1", 0, ANN));
            assertThat(read(engine)).isEqualTo(ANN);
            status.setRollbackOnly();
        });
        assertThat(keysStored()).isZero();

        database.append(engine, event("captain-1", 0, ANN));

        assertThat(keysStored()).isOne();
        assertThat(read(engine)).isEqualTo(ANN);
        assertThat(read(database.engine())).as("on another node").isEqualTo(ANN);
    }

    @Test
    void a_record_of_nobody_costs_a_key_like_one_of_somebody() {
        database.append(
                engine, event("captain-1", 0, new CaptainSigned("captain-1", "", null, new Crew("Nimble", ""))));

        assertThat(keysStored()).isOne();
    }

    @Test
    void the_wrong_master_key_is_said_to_be_wrong() {
        database.append(engine, event("captain-1", 0, ANN));
        var wrong = database.engine(new SubjectKeys(database.dataSource, EventStoreDatabase.master(2)));

        assertThatIllegalStateException()
                .isThrownBy(() -> read(wrong))
                .withMessageContaining("The master key does not fit the stored keys");
    }

    @Test
    void a_sealed_text_moved_to_another_field_is_found_out() {
        database.append(engine, event("captain-1", 0, ANN));
        database.tamper("update domain_event set payload = jsonb_set(payload, '{crew,captain}', payload -> 'name')");

        assertFoundOut();
    }

    @Test
    void a_sealed_text_moved_to_another_person_is_found_out() {
        var other = new CaptainSigned("captain-2", "Cy", "C", new Crew("Swift", "Di"));
        database.append(engine, event("captain-1", 0, ANN), event("captain-2", 0, other));
        database.tamper("""
                update domain_event set payload = jsonb_set(payload, '{name}',
                  (select payload -> 'name' from domain_event where aggregate_id = 'captain-2'))
                 where aggregate_id = 'captain-1'
                """);

        assertFoundOut();
    }

    @Test
    void a_persons_key_given_to_another_person_is_found_out() {
        var other = new CaptainSigned("captain-2", "Cy", "C", new Crew("Swift", "Di"));
        database.append(engine, event("captain-1", 0, ANN), event("captain-2", 0, other));
        database.jdbc.sql("""
                        update privacy.subject_key set wrapped_key =
                          (select wrapped_key from privacy.subject_key where subject_id = 'captain-2')
                         where subject_id = 'captain-1'
                        """).update();

        assertThatIllegalStateException().isThrownBy(() -> read(engine)).withMessageContaining("master key");
    }

    private void assertFoundOut() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(engine))
                .withMessageContaining("altered or belongs elsewhere");
    }

    private int keysStored() {
        return database.jdbc
                .sql("select count(*) from privacy.subject_key")
                .query(Integer.class)
                .single();
    }

    private static CaptainSigned read(PostgresEventStorageEngine engine) {
        return (CaptainSigned) engine.readEvents("captain-1", 0).next().getPayload();
    }
}
