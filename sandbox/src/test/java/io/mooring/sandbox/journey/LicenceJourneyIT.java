package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A listing of the newer kind: AWS names a licence, and EventBridge tells of it. */
class LicenceJourneyIT {

    private static final String LISTING = "metrics";
    private static final String CREATED = "Purchase Agreement Created - Proposer";

    final Marketplace aws = Product.aws();

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE", "AFTER"})
    void a_newcomer_registers_and_activates(String notification) {
        var purchase = aws.subscribe(LISTING, null, notification);
        var buyer = landed(purchase);
        Established.register(buyer, Newcomer.random());

        var completed = buyer.await("completed", Buyer.status("COMPLETED"));

        assertThat(completed.at("/subscription/awsAccountId").asString())
                .isEqualTo(purchase.path("awsAccountId").asString());
        assertThat(completed.path("workspaces")).hasSize(1);
    }

    @Test
    void an_agreement_alone_confirms_nothing_and_its_licence_does() {
        var purchase = aws.subscribe(LISTING, null, "MANUAL");
        var buyer = landed(purchase);
        Established.register(buyer, Newcomer.random());
        buyer.await("bound", Buyer.satisfied("BOUND_WORKSPACE"));

        aws.say(key(purchase), "subscribe-fail", 1); // EventBridge tells of no failed payment
        var waiting = buyer.await("still waiting", view -> true);
        assertThat(waiting.at("/subscription/status").asString()).isEqualTo("WAITING_FOR_AWS");

        aws.say(key(purchase), "License Updated - Manufacturer", 3);
        buyer.await("completed", Buyer.status("COMPLETED"));
    }

    @Test
    void one_account_buys_twice_and_has_two_activations() {
        var first = aws.subscribe(LISTING, null, "BEFORE");
        var account = first.path("awsAccountId").asString();
        var second = aws.subscribe(LISTING, account, "BEFORE");

        Predicate<JsonNode> theirs =
                view -> view.at("/subscription/awsAccountId").asString("").equals(account);
        var one = landed(first).await("first", theirs);
        var other = landed(second).await("second", theirs);

        assertThat(second.path("licenseArn")).isNotEqualTo(first.path("licenseArn"));
        assertThat(one.path("activationId")).isNotEqualTo(other.path("activationId"));
    }

    @Test
    void the_end_of_the_agreement_closes_the_wizard_and_the_end_of_the_licence_ends_it() {
        var purchase = aws.subscribe(LISTING, null, "BEFORE");
        var buyer = landed(purchase);
        buyer.await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));

        aws.say(key(purchase), "unsubscribe-pending", 2);
        buyer.await("paused", Buyer.status("PAUSED"));
        aws.say(key(purchase), "License Updated - Manufacturer", 1);
        aws.say(key(purchase), "unsubscribe-success", 2);
        buyer.await("ended", Buyer.status("ENDED"));

        aws.say(key(purchase), "License Updated - Manufacturer", 1);
        aws.say(key(purchase), CREATED.replace("Created", "Ending"), 1);
        var still = buyer.await("still ended", view -> true);
        assertThat(still.path("status").asString()).isEqualTo("ENDED");
    }

    @Test
    void a_licence_that_ends_before_the_agreement_takes_nothing_away_until_that_has_ended_too() {
        var purchase = aws.subscribe(LISTING, null, "BEFORE");
        var buyer = landed(purchase);
        Established.register(buyer, Newcomer.random());
        buyer.await("completed", Buyer.status("COMPLETED"));

        aws.say(key(purchase), "unsubscribe-success", 1);
        aws.say(key(purchase), "unsubscribe-pending", 1);

        buyer.await("ended", Buyer.status("ENDED"));
    }

    private Buyer landed(JsonNode purchase) {
        return Product.buyer().landWith(aws.token(key(purchase)), LISTING);
    }

    /** The sandbox's own name of the purchase. */
    private static String key(JsonNode purchase) {
        return purchase.path("customerIdentifier").asString();
    }
}
