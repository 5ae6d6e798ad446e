package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A sale of which the Agreement API tells us nothing: what AWS's messages leave open, a person is asked once, and nothing else. */
class ChannelPartnerIT {

    private static final Duration A_DAY = Duration.ofHours(25);

    static final SandboxProcess PRODUCT = Product.small();

    final Marketplace aws = Product.awsOf(PRODUCT);
    final Browser inside = new Browser(Browser.client(), PRODUCT.management());
    final JsonNode purchase =
            aws.subscribe(Map.of("listing", "metrics", "notification", "BEFORE", "throughPartner", true));
    final String customer = purchase.path("customerIdentifier").asString();

    @Test
    void as_long_as_all_is_well_nobody_is_asked_anything() {
        landed().await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));

        aws.letPass(A_DAY);
        roundEnds();
        aws.letPass(A_DAY);
        roundEnds();

        assertThat(tasks()).isEmpty();
        landed().await("still", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
    }

    @Test
    void a_licence_that_is_gone_for_a_day_without_an_end_is_asked_about_once_and_then_ends_by_a_persons_word() {
        var subscription = landed().await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"))
                .at("/subscription/subscriptionId")
                .asString();
        aws.say(customer, "License Deprovisioned - Manufacturer", 2);
        aws.awaitEmptyQueue();
        roundEnds();
        assertThat(tasks()).isEmpty();

        aws.letPass(A_DAY);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tasks()).containsExactly("END_MISSING"));
        aws.letPass(A_DAY);
        roundEnds();
        assertThat(tasks()).containsExactly("END_MISSING");

        inside.post(
                        "/actuator/purchases/" + subscription,
                        Map.of("by", "alice", "reason", "seen in the seller portal", "decision", "over"))
                .expecting(204);
        landed().await("ended", Buyer.status("ENDED"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tasks()).isEmpty());
    }

    private Buyer landed() {
        return Product.buyerOf(PRODUCT).landWith(aws.token(customer), "metrics");
    }

    /** One that began after now. */
    private void roundEnds() {
        var now = aws.now();
        inside.post("/actuator/reconciliation", Map.of()).expecting(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> lastRound().isAfter(now));
    }

    private Instant lastRound() {
        return Instant.parse(inside.get("/actuator/reconciliation")
                .expecting(200)
                .body()
                .at("/lastPass/startedAt")
                .asString("1970-01-01T00:00:00Z"));
    }

    /** The kinds of those that are about this purchase; that nobody finishes the wizard for days is a matter of its own. */
    private List<String> tasks() {
        var open = inside.get("/actuator/tasks").expecting(200).body().path("tasks");
        return StreamSupport.stream(open.spliterator(), false)
                .filter(task -> task.at("/subject/awsAgreementId")
                        .asString("")
                        .equals(purchase.path("agreementId").asString()))
                .map(task -> task.path("kind").asString())
                .filter(kind -> !kind.equals("ACCESS_OVERDUE"))
                .toList();
    }
}
