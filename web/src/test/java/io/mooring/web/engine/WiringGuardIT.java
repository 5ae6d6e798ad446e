package io.mooring.web.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mooring.testsupport.postgres.TestPostgres;
import io.mooring.testsupport.postgres.TestPostgres.Installation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One thing at a time is broken in a database or in the wiring, and the engine does not start and names it. */
@ExtendWith(OutputCaptureExtension.class)
class WiringGuardIT {

    private static final String LIMITS =
            "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=15s";

    private static final Installation installation = TestPostgres.freshInstallation();
    private static ConfigurableApplicationContext engine;
    private static org.axonframework.config.Configuration axon;

    @BeforeAll
    static void start() {
        engine = EngineIT.started(installation, Installation.ENGINE);
        axon = engine.getBean(org.axonframework.config.Configuration.class);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void a_database_as_it_should_be_is_accepted() {
        assertThat(objections(Installation.ENGINE, "")).isEmpty();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                arguments(
                        "alter table domain_event alter global_index set cache 10",
                        "do not come one by one",
                        "SET CACHE 1"),
                arguments(
                        "alter table domain_event alter global_index set increment 2",
                        "do not come one by one",
                        "SET INCREMENT 1"),
                arguments(
                        "alter table domain_event alter global_index set cycle", "do not come one by one", "NO CYCLE"),
                arguments(
                        "alter table domain_event alter global_index drop identity", "do not come one by one", "owner"),
                arguments(
                        "drop trigger history_is_append_only on domain_event", "trigger", "CREATE OR REPLACE TRIGGER"),
                arguments("alter table domain_event disable trigger all", "trigger", "ENABLE TRIGGER"),
                arguments(
                        "alter table domain_event enable replica trigger history_is_append_only",
                        "trigger",
                        "ENABLE TRIGGER"),
                arguments(
                        "create or replace trigger history_is_append_only before delete on domain_event execute function history_is_append_only()",
                        "trigger",
                        "Find out who"),
                arguments("grant update on domain_event to mooring_application", "right to UPDATE", "REVOKE UPDATE"),
                arguments(
                        "grant update (payload) on domain_event to mooring_engine",
                        "right to UPDATE",
                        "mooring_engine"),
                arguments(
                        "grant delete, truncate on domain_event to public", "right to DELETE, TRUNCATE", "FROM PUBLIC"),
                arguments(
                        "revoke insert on domain_event from mooring_application",
                        "may not read history or add",
                        "GRANT mooring_application"),
                arguments(
                        "revoke select on sequence domain_event_global_index_seq from mooring_application",
                        "may not read",
                        "migrations"),
                arguments("alter table domain_event set unlogged", "not written ahead", "SET LOGGED"),
                arguments(
                        "alter table domain_event rename to other_event",
                        "finds no table domain_event",
                        "spring.datasource.url"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damage_is_found(String damage, String what, String remedy) throws SQLException {
        try (var connection = connecting(Installation.SUPERUSER, "").getConnection()) {
            connection.setAutoCommit(false);
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            jdbc.sql(damage).update();
            jdbc.sql("set local role " + Installation.ENGINE).update();

            assertThat(objections(jdbc)).singleElement().satisfies(objection -> {
                assertThat(objection.what()).contains(what);
                assertThat(objection.remedy()).contains(remedy);
            });
            connection.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statement_timeout=0",
                "lock_timeout=0",
                "idle_in_transaction_session_timeout=0",
                "idle_in_transaction_session_timeout=90s",
                "synchronous_commit=off",
                "default_transaction_isolation=serializable"
            })
    void a_connection_with_wrong_settings_is_refused(String option) {
        assertThat(objections(Installation.ENGINE, " -c " + option))
                .singleElement()
                .extracting(Objection::what)
                .asString()
                .contains(option.substring(0, option.indexOf('=')));
    }

    static Stream<Arguments> logins() {
        return Stream.of(
                arguments(Installation.SUPERUSER, null, "a superuser"),
                arguments(Installation.OWNER, null, "owns domain_event"),
                arguments("half_owner", "in role mooring, mooring_application", "owns domain_event"),
                arguments("writer", "in role pg_write_all_data, mooring_application", "the right to DELETE, UPDATE"),
                arguments("hidden_superuser", "noinherit in role postgres, mooring_application", "a superuser"),
                arguments("stranger", "", "may not read history or add to it"));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void another_login_is_refused(String login, @Nullable String create, String what) {
        var superuser = JdbcClient.create(installation.as(Installation.SUPERUSER));
        if (create != null) {
            superuser.sql("create role " + login + " login " + create).update();
        }
        try {
            assertThat(objections(login, ""))
                    .singleElement()
                    .satisfies(objection -> assertThat(objection.what()).contains(login, what));
        } finally {
            if (create != null) {
                superuser.sql("drop role " + login).update();
            }
        }
    }

    static Stream<Class<?>> roles() {
        return Stream.of(
                EventStorageEngine.class,
                EventStore.class,
                TokenStore.class,
                SagaStore.class,
                Serializer.class,
                CommandBus.class,
                TransactionManager.class);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void another_class_is_refused(Class<?> role) {
        var another = proxy(role, (proxy, method, arguments) -> null);
        var guard = new WiringGuard(
                proxy(
                        org.axonframework.config.Configuration.class,
                        (proxy, method, arguments) -> arguments != null && arguments.length == 1 && arguments[0] == role
                                ? another
                                : method.invoke(axon, arguments)),
                JdbcClient.create(connecting(Installation.ENGINE, "")));

        assertThatThrownBy(guard::start)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(
                        role.getSimpleName() + " is " + another.getClass().getName());
        assertThat(guard.isRunning()).isFalse();
    }

    @Test
    void processors_and_dead_letter_queues_of_other_classes_are_refused() {
        var processor = proxy(EventProcessor.class, (proxy, method, arguments) -> null);
        var queue = proxy(SequencedDeadLetterQueue.class, (proxy, method, arguments) -> null);
        var processing = proxy(
                EventProcessingConfiguration.class,
                (proxy, method, arguments) -> method.getName().equals("deadLetterQueue")
                        ? Optional.of(queue)
                        : Map.of("activation-view", processor));
        var guard = new WiringGuard(
                proxy(
                        org.axonframework.config.Configuration.class,
                        (proxy, method, arguments) -> method.getName().equals("eventProcessingConfiguration")
                                ? processing
                                : method.invoke(axon, arguments)),
                JdbcClient.create(connecting(Installation.ENGINE, "")));

        assertThatThrownBy(guard::start)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(
                        "Processor activation-view is " + processor.getClass().getName())
                .hasMessageContaining("Dead-letter queue of activation-view is "
                        + queue.getClass().getName());
        assertThat(guard.isRunning()).isFalse();
    }

    @Test
    void an_engine_in_the_owners_login_ends_with_what_to_do_and_without_a_stack_trace(CapturedOutput output) {
        assertThatThrownBy(() -> EngineIT.started(installation, Installation.OWNER))
                .rootCause()
                .isInstanceOf(StartRefused.class);

        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START", "mooring, which owns domain_event", "spring.datasource.username")
                .doesNotContain("at io.mooring.web.engine");
    }

    private static List<Objection> objections(String login, String moreOptions) {
        return objections(JdbcClient.create(connecting(login, moreOptions)));
    }

    private static List<Objection> objections(JdbcClient jdbc) {
        var objections = new ArrayList<>(ServerSetup.of(jdbc).objections());
        objections.addAll(new AppendOnlyHistory(jdbc).objections());
        return objections;
    }

    private static DataSource connecting(String login, String moreOptions) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(installation.url());
        dataSource.setUser(login);
        dataSource.setOptions(LIMITS + moreOptions);
        return dataSource;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(WiringGuardIT.class.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
