package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.MovingWorld.BY_LICENCE;
import static io.mooring.subscription.marketplace.MovingWorld.CUSTOMER;
import static io.mooring.subscription.marketplace.MovingWorld.LICENCE;
import static io.mooring.subscription.marketplace.MovingWorld.LISTING;
import static io.mooring.subscription.marketplace.MovingWorld.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What a purchase is called at a listing that moves: whose turn it is to say so, and in which order it was said. */
class PurchaseNamesIT extends InAMovingWorld {

    @Test
    void landings_answers_and_messages_have_the_names_of_a_moving_listing_for_themselves() {
        var held = new ArrayList<@Nullable String>();
        world.refusing = command -> {
            held.addAll(HeldLocks.modes(JDBC));
            return false;
        };

        world.land(true, false);
        assertThat(held).as("a landing").containsOnly("ExclusiveLock");
        held.clear();
        world.notify("subscribe-success", 5);
        assertThat(held).as("a message").containsOnly("ExclusiveLock");
        held.clear();
        name(LICENCE);
        assertThat(held).as("a person").containsOnly("ExclusiveLock");
    }

    @Test
    void while_names_of_one_listing_are_decided_those_of_another_can_be() {
        var names = new PurchaseNames(JDBC);
        var another = new TransactionTemplate(IntakeFixture.managing(DATABASE));
        another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        inATransaction(() -> {
            names.lock(LISTING);
            another.executeWithoutResult(inside -> {
                JDBC.sql("SET LOCAL lock_timeout = 1").update();
                names.lock(new Listing("other", "Other", "aws", "other-product", Feed.MOVING));
                assertThatThrownBy(() -> names.lock(LISTING)).hasMessageContaining("lock timeout");
                inside.setRollbackOnly();
            });
        });
    }

    @Test
    void the_names_of_a_customer_are_known_in_the_order_in_which_they_were_joined() {
        var names = new PurchaseNames(JDBC);
        names.put(BY_LICENCE, CUSTOMER, START.plus(HOUR));
        names.put(KnownNames.byLicence(LISTING, LICENCE + "-second"), CUSTOMER, START);

        assertThat(names.ofCustomer(LISTING, CUSTOMER))
                .extracting(PurchaseNames.Named::joinedAt)
                .containsExactly(START, START.plus(HOUR));
    }

    private static void inATransaction(Runnable work) {
        new TransactionTemplate(IntakeFixture.managing(DATABASE)).executeWithoutResult(inside -> work.run());
    }
}
