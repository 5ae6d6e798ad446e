package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What whoever runs Mooring is told on the port for the inside. */
class OperatorIT {

    final Marketplace aws = Product.aws();
    final Browser inside = new Browser(Browser.client(), Product.running().management());

    @Test
    void an_activation_that_waits_is_explained() {
        var purchase = aws.subscribe("metrics", null, "MANUAL");
        var customer = purchase.path("customerIdentifier").asString();
        var buyer = Product.buyer().landWith(aws.token(customer), "metrics");
        var view = buyer.await(
                "begun", begun -> !begun.at("/subscription/awsAccountId").isNull());

        var explained = explained(view.path("activationId").asString());

        assertThat(explained.path("status").asString()).isEqualTo("OPEN");
        assertThat(StreamSupport.stream(explained.path("hindrances").spliterator(), false)
                        .map(hindrance -> hindrance.path("reason").asString() + " waits for "
                                + hindrance.path("waitsFor").asString()))
                .containsExactly(
                        "NOT_CONFIRMED waits for AWS",
                        "NO_BILLING_ACCOUNT waits for BUYER",
                        "NO_WORKSPACE waits for BUYER");

        aws.say(customer, "subscribe-success", 1);
        Established.register(buyer, Newcomer.random());
        buyer.await("completed", Buyer.status("COMPLETED"));
        assertThat(explained(view.at("/subscription/subscriptionId").asString()).path("hindrances"))
                .isEmpty();
    }

    @Test
    void what_nobody_knows_is_not_found() {
        inside.get("/actuator/explanation/nobody").expecting(404);
    }

    @Test
    void what_was_put_aside_is_counted() {
        var before = quarantined();

        IntStream.range(0, 20).forEach(number -> aws.put("this cannot be read " + number, 1));

        // The number is of some seconds ago, and no other test puts as much aside within them
        await().atMost(Duration.ofSeconds(30)).until(() -> quarantined() >= before + 20);
    }

    private double quarantined() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("mooring_intake_quarantined "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private String metrics() {
        return inside.get("/actuator/prometheus").expecting(200).text();
    }

    @Test
    void the_metrics_to_be_alarmed_by_are_there() {
        assertThat(metrics())
                .contains(
                        "mooring_intake_quarantined ",
                        "mooring_intake_silence_seconds{feed=\"sns\"}",
                        "mooring_intake_silence_seconds{feed=\"eventbridge\"}",
                        "mooring_activations_paid_not_landed ",
                        "mooring_activations_landed_not_confirmed ")
                .doesNotContain("mooring_intake_quarantined NaN");
    }

    private JsonNode explained(String id) {
        return inside.get("/actuator/explanation/" + id).expecting(200).body();
    }
}
