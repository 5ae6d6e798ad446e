package io.mooring.subscription.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.subscription.api.NamesJoined;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.testsupport.postgres.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Edge case 10, and a listing that moves: both feeds tell of one purchase, in any order, and its two names are learnt to be one's at any moment. */
class AnyOrderWhileMovingIT {

    private static final DataSource DATABASE = oneConnection();
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE);
    private static final TransactionTemplate TRANSACTIONS = new TransactionTemplate(IntakeFixture.managing(DATABASE));

    /** How it is learnt that both names are of one purchase. */
    enum Learnt {
        /** AWS names both when the buyer comes. */
        AT_THE_LANDING,
        /** AWS names the customer then, and both in an entitlement. */
        BY_ENTITLEMENT,
        /** AWS names the licence then, and both in an entitlement. */
        BY_ENTITLEMENT_OF_THE_LICENCE,
        /** AWS names the customer then, whose account has one agreement. */
        BY_ACCOUNT
    }

    private enum Step {
        LANDING,
        SUBSCRIBE_SUCCESS,
        ENTITLEMENT_UPDATED,
        CREATED,
        LICENSE_UPDATED,
        SUBSCRIBE_FAIL_BEFORE,
        SUBSCRIBE_FAIL_AFTER,
        UNSUBSCRIBE_PENDING,
        UNSUBSCRIBE_SUCCESS,
        ENDED,
        DEPROVISIONED
    }

    @ParameterizedTest
    @EnumSource(Learnt.class)
    void every_order_of_a_beginning_confirms_one_purchase_once(Learnt learnt) {
        var steps = List.of(
                Step.LANDING, Step.SUBSCRIBE_SUCCESS, Step.ENTITLEMENT_UPDATED, Step.CREATED, Step.LICENSE_UPDATED);
        for (var readAtOnce : List.of(true, false)) {
            permutations(new ArrayList<>(steps), 0, order -> {
                var world = outcomeOf(order, learnt, readAtOnce, true);

                assertThat(world.happened(SubscriptionOpened.class))
                        .as("%s", order)
                        .hasSize(1);
                assertThat(world.happened(SubscriptionConfirmed.class))
                        .as("%s", order)
                        .hasSize(1);
                assertThat(world.standing()).containsExactly(SubscriptionStatus.CONFIRMED);
                assertThat(world.outcomes()).as("%s", order).doesNotContainValue("WAITING");
                assertThat(world.outcomes().values())
                        .as("the second of one fact, %s", order)
                        .contains("TOLD_BEFORE");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Learnt.class)
    void every_order_of_a_whole_life_ends_one_purchase_once(Learnt learnt) {
        var steps = List.of(
                Step.LANDING,
                Step.SUBSCRIBE_SUCCESS,
                Step.LICENSE_UPDATED,
                Step.UNSUBSCRIBE_SUCCESS,
                Step.ENDED,
                Step.DEPROVISIONED);
        permutations(new ArrayList<>(steps), 0, order -> {
            var world = outcomeOf(order, learnt, true, false);

            assertThat(world.happened(SubscriptionOpened.class)).as("%s", order).hasSize(1);
            assertThat(world.happened(SubscriptionEnded.class)).as("%s", order).hasSize(1);
            assertThat(world.happened(SubscriptionEnding.class).size())
                    .as("%s", order)
                    .isLessThanOrEqualTo(1);
            assertThat(world.standing()).as("%s", order).containsExactly(SubscriptionStatus.ENDED);
            assertThat(world.outcomes()).as("%s", order).doesNotContainValue("WAITING");
        });
    }

    @ParameterizedTest
    @EnumSource(Learnt.class)
    void every_order_in_which_both_announce_the_end_begins_one_final_hour(Learnt learnt) {
        var steps = List.of(
                Step.LANDING, Step.SUBSCRIBE_SUCCESS, Step.LICENSE_UPDATED, Step.UNSUBSCRIBE_PENDING, Step.ENDED);
        permutations(new ArrayList<>(steps), 0, order -> {
            var world = outcomeOf(order, learnt, true, false);

            assertThat(world.happened(SubscriptionOpened.class)).as("%s", order).hasSize(1);
            assertThat(world.happened(SubscriptionEnding.class)).as("%s", order).hasSize(1);
            assertThat(world.standing()).as("%s", order).containsExactly(SubscriptionStatus.ENDING);
            assertThat(world.outcomes()).as("%s", order).doesNotContainValue("WAITING");
        });
    }

    /** Only SNS tells of a payment that fails; what was said last of it counts, whichever feed says it. */
    @ParameterizedTest
    @EnumSource(Learnt.class)
    void every_order_of_a_failed_payment_ends_as_what_was_said_last(Learnt learnt) {
        for (var failed : List.of(Step.SUBSCRIBE_FAIL_BEFORE, Step.SUBSCRIBE_FAIL_AFTER)) {
            var steps = List.of(Step.LANDING, Step.SUBSCRIBE_SUCCESS, Step.LICENSE_UPDATED, Step.CREATED, failed);
            permutations(new ArrayList<>(steps), 0, order -> {
                var world = outcomeOf(order, learnt, true, true);

                assertThat(world.happened(SubscriptionOpened.class))
                        .as("%s", order)
                        .hasSize(1);
                assertThat(world.standing())
                        .as("%s", order)
                        .containsExactly(
                                failed == Step.SUBSCRIBE_FAIL_AFTER
                                        ? SubscriptionStatus.FAILED
                                        : SubscriptionStatus.CONFIRMED);
                assertThat(world.outcomes()).as("%s", order).doesNotContainValue("WAITING");
            });
        }
    }

    /** A purchase from before the move keeps its identity, and its licence acts on it. */
    @ParameterizedTest
    @EnumSource(Learnt.class)
    void every_order_leaves_a_purchase_from_before_the_move_its_identity(Learnt learnt) {
        var steps =
                List.of(Step.LANDING, Step.ENTITLEMENT_UPDATED, Step.LICENSE_UPDATED, Step.ENDED, Step.DEPROVISIONED);
        permutations(new ArrayList<>(steps), 0, order -> {
            var world = world();
            world.found = true;
            world.entitled = isEntitled(learnt);
            world.send(
                    new io.mooring.subscription.api.ConfirmSubscription(
                            MovingWorld.BY_CUSTOMER.subscriptionId(),
                            MovingWorld.BY_CUSTOMER,
                            null,
                            false,
                            MovingWorld.START.minusSeconds(60)),
                    io.mooring.audit.api.Actor.system("before-the-move"));
            order.forEach(step -> {
                take(step, world, learnt);
                world.readNames();
            });
            world.readNames();

            assertThat(world.happened(SubscriptionOpened.class))
                    .as("%s", order)
                    .singleElement()
                    .satisfies(opened ->
                            assertThat(opened.subscriptionId()).isEqualTo(MovingWorld.BY_CUSTOMER.subscriptionId()));
            assertThat(world.happened(NamesJoined.class)).as("%s", order).hasSize(1);
            assertThat(world.standing()).as("%s", order).containsExactly(SubscriptionStatus.ENDED);
        });
    }

    private static MovingWorld outcomeOf(List<Step> order, Learnt learnt, boolean readAtOnce, boolean inForce) {
        var world = world();
        world.found = true;
        world.entitled = isEntitled(learnt);
        world.status = inForce ? Status.ACTIVE : Status.CANCELLED;
        for (var step : order) {
            take(step, world, learnt);
            if (readAtOnce) {
                world.readNames();
            }
        }
        world.readNames();
        return world;
    }

    private static boolean isEntitled(Learnt learnt) {
        return learnt == Learnt.BY_ENTITLEMENT || learnt == Learnt.BY_ENTITLEMENT_OF_THE_LICENCE;
    }

    private static MovingWorld world() {
        JDBC.sql("DELETE FROM inbox; DELETE FROM purchase_names").update();
        return new MovingWorld(JDBC, TRANSACTIONS);
    }

    private static void take(Step step, MovingWorld world, Learnt learnt) {
        switch (step) {
            case LANDING ->
                world.land(
                        learnt != Learnt.BY_ENTITLEMENT_OF_THE_LICENCE,
                        learnt == Learnt.AT_THE_LANDING || learnt == Learnt.BY_ENTITLEMENT_OF_THE_LICENCE);
            case SUBSCRIBE_SUCCESS -> world.notify("subscribe-success", 1);
            case ENTITLEMENT_UPDATED -> world.notify("entitlement-updated", 2);
            case CREATED -> world.tell(AgreementEvents.created("created", "NEW"), 0);
            case LICENSE_UPDATED -> world.tell(AgreementEvents.licence("licensed", "Updated"), 3);
            case SUBSCRIBE_FAIL_BEFORE -> world.notify("subscribe-fail", -9);
            case SUBSCRIBE_FAIL_AFTER -> world.notify("subscribe-fail", 60);
            case UNSUBSCRIBE_PENDING -> world.notify("unsubscribe-pending", 238);
            case UNSUBSCRIBE_SUCCESS -> world.notify("unsubscribe-success", 300);
            case ENDED -> world.tell(AgreementEvents.ended("ended", "CANCELLED"), 240);
            case DEPROVISIONED -> world.tell(AgreementEvents.licence("deprovisioned", "Deprovisioned"), 301);
        }
    }

    private static void permutations(List<Step> steps, int from, Consumer<List<Step>> each) {
        if (from == steps.size()) {
            each.accept(List.copyOf(steps));
            return;
        }
        for (var i = from; i < steps.size(); i++) {
            Collections.swap(steps, from, i);
            permutations(steps, from + 1, each);
            Collections.swap(steps, from, i);
        }
    }

    private static void prepare(DataSource database) {
        Flyway.configure().dataSource(database).load().migrate();
    }

    /** Thousands of lives of a purchase, one after another: a connection for each transaction would be most of the work. */
    private static DataSource oneConnection() {
        try {
            return new SingleConnectionDataSource(
                    TestPostgres.freshDatabase("marketplace-moving", AnyOrderWhileMovingIT::prepare)
                            .getConnection(),
                    true);
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }
}
