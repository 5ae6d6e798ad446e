package io.mooring.web.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How PostgreSQL serves our connections: whether it keeps what it acknowledged, and how long a frozen node can hold others up.
 *
 * @param settings by name, numbers in the unit of {@code pg_settings}: times in milliseconds
 * @param standby whether it only follows another server
 */
record ServerSetup(Map<String, String> settings, boolean standby) {

    private static final Logger log = LoggerFactory.getLogger(ServerSetup.class);

    private static final List<String> DURABILITY = List.of("fsync", "full_page_writes", "synchronous_commit");
    private static final String IDLE = "idle_in_transaction_session_timeout";
    private static final List<String> TIME_LIMITS = List.of("statement_timeout", "lock_timeout", IDLE);
    private static final long LONGEST_IDLE_MILLIS = 60_000;
    private static final String ISOLATION = "default_transaction_isolation";
    private static final String LOCKS = "max_locks_per_transaction";
    private static final int FEWEST_LOCKS = 64;
    private static final String VERSION = "server_version_num";
    private static final int OLDEST_VERSION = 150_000;

    private static final String WHERE_LIMITS_ARE_SET =
            "in spring.datasource.hikari.data-source-properties.options, as application.yaml does.";

    static ServerSetup of(JdbcClient jdbc) {
        var settings = jdbc
                .sql("select name, setting from pg_settings")
                .query((row, number) -> Map.entry(row.getString("name"), row.getString("setting")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        DURABILITY.forEach(name -> log.info("PostgreSQL runs with {} = {}", name, settings.get(name)));
        return new ServerSetup(
                settings,
                jdbc.sql("select pg_is_in_recovery()").query(Boolean.class).single());
    }

    List<Objection> objections() {
        var objections = new ArrayList<Objection>();
        if (number(VERSION) < OLDEST_VERSION) {
            objections.add(new Objection(
                    "PostgreSQL is of version " + number(VERSION) / 10_000 + ".",
                    "Upgrade it to version 15 or newer."));
        }
        if (standby) {
            objections.add(
                    new Objection(
                            "PostgreSQL is a standby, where nothing can be written.",
                            "Point spring.datasource.url at the primary; where it names several servers, add targetServerType=primary."));
        }
        DURABILITY.stream().filter(name -> value(name).equals("off")).forEach(name -> objections.add(notDurable(name)));
        TIME_LIMITS.stream().filter(name -> number(name) == 0).forEach(name -> objections.add(unlimited(name)));
        if (number(IDLE) > LONGEST_IDLE_MILLIS) {
            objections.add(new Objection(
                    runsWith(IDLE)
                            + " ms: a node that freezes in the midst of a transaction would keep its locks, and readers waiting, for so long.",
                    "Set it to at most " + LONGEST_IDLE_MILLIS + " ms " + WHERE_LIMITS_ARE_SET));
        }
        if (!value(ISOLATION).equals("read committed")) {
            objections.add(
                    new Objection(
                            runsWith(ISOLATION)
                                    + ": readers of history would look at it as it was before they asked how far they may read.",
                            "Set it to 'read committed' for the server, the database and the engine's login, and leave Hikari's transaction-isolation alone."));
        }
        if (number(LOCKS) < FEWEST_LOCKS) {
            objections.add(
                    new Objection(
                            runsWith(LOCKS) + ": every append takes a lock, and there would be too few of them.",
                            "Set it to at least " + FEWEST_LOCKS
                                    + ", which is PostgreSQL's default, in the server's configuration, and restart the server."));
        }
        return objections;
    }

    private Objection notDurable(String name) {
        return new Objection(
                runsWith(name) + ": it may forget what it acknowledged.",
                "Turn " + name
                        + " on in the server's configuration, and for the database and the engine's login if it was turned off there.");
    }

    private Objection unlimited(String name) {
        return new Objection(
                runsWith(name) + ": a node that freezes would stop all writing.",
                "Set " + name + " " + WHERE_LIMITS_ARE_SET);
    }

    private String runsWith(String name) {
        return "PostgreSQL runs with " + name + " = " + value(name);
    }

    private long number(String name) {
        return Long.parseLong(value(name));
    }

    private String value(String name) {
        var value = settings.get(name);
        if (value == null) {
            throw new IllegalStateException("PostgreSQL does not know the setting " + name);
        }
        return value;
    }
}
