package io.mooring.activation.query;

import static io.mooring.activation.query.ActivationHistory.PURCHASE;
import static io.mooring.activation.query.ActivationHistory.T0;
import static io.mooring.activation.query.ActivationHistory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.ListPredecessors;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionSuperseded;
import org.junit.jupiter.api.Test;

/** From a renewal the way leads back to what it renewed. */
class PredecessorsTest {

    final ViewDatabase database = new ViewDatabase();
    final Stream stream = new Stream(new ActivationProjection(new ActivationRows(database.jdbc())));
    final ActivationQueries queries = new ActivationQueries(database.jdbc());

    @Test
    void a_renewed_subscription_is_known_by_the_one_that_goes_on_from_it() {
        stream.deliver(
                opened("s-1"),
                new BuyerLanded(new SubscriptionId("s-1"), activation("s-1"), "111122223333", at(1)),
                superseded("s-1", "s-2"),
                opened("s-2"),
                superseded("s-2", "s-3"),
                opened("s-3"),
                new BuyerLanded(new SubscriptionId("s-3"), activation("s-3"), "111122223333", at(1)));

        assertThat(queries.handle(new ListPredecessors(new SubscriptionId("s-3"))))
                .containsExactly(new SubscriptionId("s-2"), new SubscriptionId("s-1"));
        assertThat(queries.handle(new ListPredecessors(new SubscriptionId("s-1"))))
                .isEmpty();
    }

    @Test
    void another_account_has_no_part_in_what_was_renewed() {
        stream.deliver(
                opened("s-1"),
                new BuyerLanded(new SubscriptionId("s-1"), activation("s-1"), "111122223333", at(1)),
                superseded("s-1", "s-2"),
                opened("s-2"),
                new BuyerLanded(new SubscriptionId("s-2"), activation("s-2"), "444455556666", at(1)));

        assertThat(queries.handle(new ListPredecessors(new SubscriptionId("s-2"))))
                .isEmpty();
    }

    private static SubscriptionOpened opened(String id) {
        return new SubscriptionOpened(new SubscriptionId(id), activation(id), 1, PURCHASE, T0);
    }

    private static SubscriptionSuperseded superseded(String id, String successor) {
        return new SubscriptionSuperseded(
                new SubscriptionId(id), activation(id), new SubscriptionId(successor), activation(successor), at(5));
    }

    private static ActivationId activation(String id) {
        return ActivationId.of(new SubscriptionId(id), 1);
    }
}
