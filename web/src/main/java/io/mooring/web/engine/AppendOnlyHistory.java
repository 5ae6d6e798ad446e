package io.mooring.web.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What keeps the engine from changing history, and its numbers from jumping: rights, a trigger and a sequence, each looked up in the catalogue. */
final class AppendOnlyHistory {

    private static final String SEE = "See \"Database\" in docs/operations.md.";
    private static final String MIGRATE =
            "Start the engine with spring.flyway.enabled=true and spring.flyway.user set to the owner: "
                    + "migrations put the rights in order at every start.";

    private final JdbcClient jdbc;

    AppendOnlyHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Objection> objections() {
        var login = one("select current_user", String.class).orElseThrow();
        if (is("select to_regclass('domain_event') is null")) {
            return List.of(new Objection(
                    login + " finds no table domain_event in this database.",
                    "Check spring.datasource.url, and that mooring_application was granted to " + login + ". "
                            + MIGRATE));
        }
        var objections = new ArrayList<Objection>();
        rights(login).ifPresent(objections::add);
        trigger().ifPresent(objections::add);
        numbers().ifPresent(objections::add);
        if (is("select relpersistence <> 'p' from pg_class where oid = 'domain_event'::regclass")) {
            objections.add(new Objection(
                    "The table domain_event is not written ahead: a crash would empty it.",
                    "As its owner run: ALTER TABLE domain_event SET LOGGED;"));
        }
        return objections;
    }

    /** Rights count also where SET ROLE has to be said first. */
    private Optional<Objection> rights(String login) {
        if (is("select exists (select from pg_roles where rolsuper and pg_has_role(oid, 'MEMBER'))")) {
            return Optional.of(new Objection(
                    "The engine connects as " + login + ", a superuser, for whom no right and no trigger holds.",
                    anotherLogin()));
        }
        if (is("select pg_has_role(relowner, 'MEMBER') from pg_class where oid = 'domain_event'::regclass")) {
            return Optional.of(new Objection(
                    "The engine connects as " + login
                            + ", which owns domain_event and can give itself any right to it.",
                    anotherLogin()));
        }
        var tooMuch = one("""
                select string_agg(distinct verb, ', ') from pg_roles r cross join unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) verb
                 where pg_has_role(r.oid, 'MEMBER')
                   and (has_table_privilege(r.oid, 'domain_event', verb)
                        or verb = 'UPDATE' and has_any_column_privilege(r.oid, 'domain_event', verb))
                """, String.class);
        if (tooMuch.isPresent()) {
            return Optional.of(new Objection(
                    "The engine connects as " + login + ", which has the right to " + tooMuch.get()
                            + " on domain_event.",
                    "As the owner run: REVOKE " + tooMuch.get() + " ON domain_event FROM PUBLIC, mooring_application, "
                            + login + "; and take from " + login
                            + " every role that brings the right, pg_write_all_data among them."));
        }
        if (!is("""
                select has_table_privilege('domain_event', 'SELECT') and has_table_privilege('domain_event', 'INSERT')
                   and coalesce(has_sequence_privilege(to_regclass('domain_event_global_index_seq'), 'SELECT'), true)
                """)) {
            return Optional.of(new Objection(
                    "The engine connects as " + login + ", which may not read history or add to it.",
                    "As an administrator run: GRANT mooring_application TO " + login + "; and let migrations run. "
                            + SEE));
        }
        return Optional.empty();
    }

    private static String anotherLogin() {
        return "Set spring.datasource.username to a login that is a member of mooring_application and of nothing else, and spring.flyway.user to the owner. "
                + SEE;
    }

    private Optional<Objection> trigger() {
        // 58: once per statement, before UPDATE, DELETE and TRUNCATE
        var stands = is("""
                select exists (select from pg_trigger where tgrelid = 'domain_event'::regclass and tgname = 'history_is_append_only'
                                  and tgenabled in ('O', 'A') and tgtype & 59 = 58 and tgqual is null and tgattr::text = '')
                """);
        return stands
                ? Optional.empty()
                : Optional.of(new Objection(
                        "The trigger history_is_append_only of domain_event is missing, disabled or not the one that was made.",
                        "Find out who did it. As the owner run: CREATE OR REPLACE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
                                + " ON domain_event EXECUTE FUNCTION history_is_append_only();"
                                + " ALTER TABLE domain_event ENABLE TRIGGER history_is_append_only;"));
    }

    private Optional<Objection> numbers() {
        var oneByOne = is("""
                select exists (select from pg_sequence
                                where seqrelid = pg_get_serial_sequence('domain_event', 'global_index')::regclass
                                  and seqincrement = 1 and seqcache = 1 and not seqcycle)
                """);
        return oneByOne
                ? Optional.empty()
                : Optional.of(
                        new Objection(
                                "The numbers of domain_event do not come one by one: a session that keeps some for later would put events below what was read.",
                                "As the owner run: ALTER TABLE domain_event ALTER global_index SET INCREMENT 1 SET CACHE 1 SET NO CYCLE;"));
    }

    private boolean is(String question) {
        return one(question, Boolean.class).orElse(false);
    }

    private <T> Optional<T> one(String question, Class<T> type) {
        return jdbc.sql(question).query(type).optional();
    }
}
