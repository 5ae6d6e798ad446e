package io.mooring.subscription.marketplace;

import io.mooring.testsupport.postgres.TestPostgres;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The intake on a real PostgreSQL, with a double for the command side. */
final class IntakeFixture {

    static final Instant NOW = Instant.parse("2026-11-23T01:02:11Z");

    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    final JdbcClient jdbc;
    final RecordingCommands commands;
    final Intake intake;
    final TransactionTemplate transactions;
    final KnownNames names;
    private final Inbox inbox;
    final PurchasesInMemory purchases = new PurchasesInMemory();
    final RecordingRequests readings = new RecordingRequests();
    final Clock clock = CLOCK;

    IntakeFixture() {
        var database = TestPostgres.freshDatabase("marketplace", IntakeFixture::prepare);
        jdbc = JdbcClient.create(database);
        commands = new RecordingCommands(jdbc);
        transactions = new TransactionTemplate(managing(database));
        inbox = new Inbox(jdbc);
        names = new KnownNames(new PurchaseNames(jdbc), purchases, inbox);
        intake = intake(Notifications.listings());
    }

    /** Without savepoints, as the engine's. */
    static DataSourceTransactionManager managing(DataSource database) {
        var manager = new DataSourceTransactionManager(database);
        manager.setNestedTransactionAllowed(false);
        return manager;
    }

    /** Another on the same database, for a queue in which AWS tells of these. */
    Intake intake(ConfiguredListings listings) {
        return new Intake(new Meanings(listings, names, readings, clock), names, inbox, commands, transactions, clock);
    }

    List<Map<String, @Nullable Object>> inbox() {
        return jdbc.sql("SELECT * FROM inbox ORDER BY stable_id").query().listOfRows();
    }

    private static void prepare(DataSource database) {
        Flyway.configure().dataSource(database).load().migrate();
        JdbcClient.create(database).sql(RecordingCommands.TABLE).update();
    }

    /** The same names and inbox, asked of the given AWS. */
    PurchaseIdentities identities(NameTruth truth) {
        return new PurchaseIdentities(
                truth,
                new PurchaseNames(jdbc),
                purchases,
                Notifications.listings(),
                new WaitingMessages(
                        new Inbox(jdbc),
                        new WaitingRows(jdbc),
                        names,
                        Notifications.listings(),
                        readings,
                        commands,
                        clock),
                readings,
                commands,
                transactions,
                clock);
    }
}
