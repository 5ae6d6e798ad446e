package io.mooring.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSetupTest {

    private static final Map<String, String> GOOD = Map.of(
            "server_version_num", "150000",
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on",
            "statement_timeout", "10000",
            "lock_timeout", "5000",
            "idle_in_transaction_session_timeout", "60000",
            "default_transaction_isolation", "read committed",
            "max_locks_per_transaction", "64");

    @Test
    void a_server_as_it_should_be_is_accepted() {
        assertThat(new ServerSetup(GOOD, false).objections()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    server_version_num                  | 140099          | of version 14                  | Upgrade
                    fsync                               | off             | fsync = off                    | Turn fsync on
                    full_page_writes                    | off             | full_page_writes = off         | Turn full_page_writes on
                    synchronous_commit                  | off             | synchronous_commit = off       | Turn synchronous_commit on
                    statement_timeout                   | 0               | statement_timeout = 0          | Set statement_timeout
                    lock_timeout                        | 0               | lock_timeout = 0               | Set lock_timeout
                    idle_in_transaction_session_timeout | 0               | session_timeout = 0            | Set idle_in_transaction_session_timeout
                    idle_in_transaction_session_timeout | 60001           | session_timeout = 60001 ms     | at most 60000 ms
                    default_transaction_isolation       | repeatable read | isolation = repeatable read    | read committed
                    max_locks_per_transaction           | 63              | locks_per_transaction = 63     | at least 64
                    """)
    void each_setting_that_is_wrong_is_named_with_what_to_do(String name, String value, String what, String remedy) {
        var settings = new HashMap<>(GOOD);
        settings.put(name, value);

        assertThat(new ServerSetup(settings, false).objections())
                .singleElement()
                .satisfies(objection -> {
                    assertThat(objection.what()).contains(what);
                    assertThat(objection.remedy()).contains(remedy);
                });
    }

    @ParameterizedTest
    @CsvSource({"local", "remote_write", "remote_apply"})
    void commits_may_wait_for_more_or_fewer_servers_than_one(String synchronousCommit) {
        var settings = new HashMap<>(GOOD);
        settings.put("synchronous_commit", synchronousCommit);

        assertThat(new ServerSetup(settings, false).objections()).isEmpty();
    }

    @Test
    void a_standby_is_refused() {
        assertThat(new ServerSetup(GOOD, true).objections())
                .singleElement()
                .extracting(Objection::what)
                .asString()
                .contains("standby");
    }
}
