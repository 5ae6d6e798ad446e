package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskOpened;
import io.mooring.testsupport.postgres.TestPostgres;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A world with a listing that moves, anew for each test, on one database. */
abstract class InAMovingWorld {

    static final DataSource DATABASE = TestPostgres.freshDatabase("marketplace-moving-world", InAMovingWorld::prepare);
    static final JdbcClient JDBC = JdbcClient.create(DATABASE);
    static final Actor ALICE = Actor.operator("alice");
    static final Duration HOUR = Duration.ofHours(1);

    MovingWorld world = world();

    @BeforeEach
    void anew() {
        JDBC.sql("DELETE FROM inbox; DELETE FROM purchase_names; DELETE FROM ambiguous_names")
                .update();
        world = world();
    }

    /** A person says whose the licence is, or that the customer has none; returns the purchase. */
    String name(@Nullable String licenseArn) {
        return world.identities
                .name(MovingWorld.LISTING, MovingWorld.CUSTOMER, licenseArn, "seen in the account feed", ALICE)
                .value();
    }

    List<TaskOpened> opened(TaskKind kind) {
        return world.happened(TaskOpened.class).stream()
                .filter(task -> task.kind() == kind)
                .toList();
    }

    private static MovingWorld world() {
        return new MovingWorld(JDBC, new TransactionTemplate(IntakeFixture.managing(DATABASE)));
    }

    private static void prepare(DataSource database) {
        Flyway.configure().dataSource(database).load().migrate();
    }
}
