package io.mooring.web.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.testsupport.postgres.TestPostgres;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A view that cannot digest an event lets it lie and goes on, and takes it up when it can. */
class ParkedEventsIT {

    @ProcessingGroup("squeamish-view")
    static class SqueamishProjection {

        private final JdbcClient jdbc;
        final List<String> handled = new CopyOnWriteArrayList<>();
        volatile boolean healed;

        SqueamishProjection(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @EventHandler
        void on(SubscriptionOpened event) {
            if ("poison".equals(event.purchase().customerIdentifier()) && !healed) {
                jdbc.sql("select 1 / 0").query(Integer.class).single(); // dooms the transaction, too
            }
            // A batch with the poison in it is taken back and handled one by one
            CurrentUnitOfWork.get()
                    .afterCommit(
                            work -> handled.add(String.valueOf(event.purchase().customerIdentifier())));
        }
    }

    /** Not annotated: nobody else's scan is to find it. */
    static class SqueamishView {

        @Bean
        SqueamishProjection squeamish(JdbcClient jdbc) {
            return new SqueamishProjection(jdbc);
        }
    }

    @Test
    void an_event_that_a_view_cannot_digest_is_parked_and_tried_again() {
        try (var engine = EngineIT.started(
                TestPostgres.freshInstallation(), TestPostgres.Installation.ENGINE, SqueamishView.class)) {
            var view = engine.getBean(SqueamishProjection.class);
            var parked = engine.getBean(ParkedEvents.class);
            var health = engine.getBean(ProcessingHealth.class);
            var letters = engine.getBean(JdbcClient.class)
                    .sql("select cause_type from dead_letter_entry where processing_group = 'squeamish-view'");
            List.of("first", "poison", "last").forEach(customer -> subscribe(engine.getBean(Commands.class), customer));

            await().until(() -> view.handled.contains("last"));
            assertThat(view.handled).containsExactly("first", "last");
            assertThat(letters.query(String.class).list())
                    .singleElement()
                    .asString()
                    .contains("DataIntegrity");

            parked.tryAll();
            assertThat(parked.waiting()).containsEntry("squeamish-view", 1L);
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

            view.healed = true;
            parked.tryAll();
            assertThat(view.handled).containsExactly("first", "last", "poison");
            assertThat(parked.waiting()).containsEntry("squeamish-view", 0L);
            assertThat(letters.query(String.class).list()).isEmpty();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    private static void subscribe(Commands commands, String customer) {
        var purchase = new Purchase("observability", "aws-cn", "product-1", customer, null);
        commands.send(
                new SubscribeFromMarketplace(purchase.subscriptionId(), purchase, "123456789012", true),
                Actor.system("test"));
    }
}
