package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.subscription.api.Feed;
import io.mooring.testsupport.agreement.Agreements;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** One engine reads the queues of two listings, each on a server of its own. */
class SeveralQueuesIT {

    private static final Duration VISIBLE_AGAIN = Duration.ofSeconds(2);

    private final IntakeFixture fixture = new IntakeFixture();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestQueue ofDemo = new TestQueue();
    private @Nullable TestQueue ofNewer = new TestQueue();
    private final QueueConsumers consumers =
            new QueueConsumers(List.of(consumer("demo", ofDemo), consumer("newer", Objects.requireNonNull(ofNewer))));

    @AfterEach
    void stop() {
        consumers.stop();
        ofDemo.close();
        if (ofNewer != null) {
            ofNewer.close();
        }
    }

    @Test
    void each_queue_tells_of_its_listing_and_of_no_other() {
        var newer = Objects.requireNonNull(ofNewer);
        fixture.commands.answering(command -> Agreements.standing(null, null, null, null, null, null));
        ofDemo.send(published("sns-1", "subscribe-success"));
        ofDemo.send(AgreementEvents.message(AgreementEvents.licence("e-1", "Updated"))
                .body());
        newer.send(AgreementEvents.message(AgreementEvents.licence("e-2", "Updated"))
                .body());
        newer.send(published("sns-2", "unsubscribe-success"));

        consumers.start();

        await().untilAsserted(() -> assertThat(ofDemo.size() + newer.size()).isZero());
        assertThat(fixture.commands.names())
                .containsExactlyInAnyOrder("SubscribeFromMarketplace", "ConfirmSubscription", "LicenseAgreement");
        assertThat(reasons(ofDemo)).singleElement().asString().contains("unknown seller account");
        assertThat(reasons(newer)).singleElement().asString().contains("AWS tells of listing demo in another queue");
        for (var queue : List.of("demo", "newer")) {
            assertThat(meters.counter("mooring.intake.messages", "queue", queue, "outcome", "dead_lettered")
                            .count())
                    .isEqualTo(1);
            assertThat(meters.counter("mooring.intake.messages", "queue", queue, "outcome", "applied")
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void an_event_about_a_listing_of_another_queue_is_put_aside_where_one_account_sells_both() {
        var all = new ConfiguredListings(new ListingProperties(
                List.of(newer("first", AgreementEvents.PRODUCT), newer("second", "another-product"))));

        assertThat(fixture.intake(all.heard("second"::equals))
                        .handle(AgreementEvents.message(AgreementEvents.licence("e-1", "Updated"))))
                .isEqualTo(new MessageHandler.Verdict.Rejected("AWS tells of listing first in another queue", true));
    }

    @Test
    void a_queue_that_is_away_stops_no_other() {
        Objects.requireNonNull(ofNewer).stop();
        ofNewer = null;

        consumers.start();
        ofDemo.send(published("sns-1", "subscribe-success"));

        await().until(() -> fixture.commands.names().contains("ConfirmSubscription"));
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> consumers.all().getLast().trouble() != null);
        var health = new QueueHealth(consumers.all()).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .extractingByKey("queues", map(String.class, String.class))
                .containsEntry("demo", "well")
                .hasEntrySatisfying("newer", trouble -> assertThat(trouble).contains("Exception"));
        assertThat(meters.counter("mooring.intake.queue.failures", "queue", "newer")
                        .count())
                .isPositive();
        assertThat(meters.counter("mooring.intake.queue.failures", "queue", "demo")
                        .count())
                .isZero();
    }

    @Test
    void all_queues_are_left_together() {
        consumers.start();
        assertThat(consumers.isRunning()).isTrue();
        var began = System.nanoTime();

        consumers.stop();

        assertThat(consumers.isRunning()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    private QueueConsumer consumer(String listing, TestQueue queue) {
        return new QueueConsumer(
                listing,
                () -> queue.open(Duration.ofSeconds(60)),
                fixture.intake(Notifications.listings().heard(listing::equals)),
                1,
                VISIBLE_AGAIN,
                meters,
                Clock.systemUTC());
    }

    private static List<String> reasons(TestQueue queue) {
        return queue.deadLetters().stream()
                .map(letter -> String.valueOf(letter.messageAttributes().get(SqsMessageQueue.REASON)))
                .toList();
    }

    private static ListingProperties.Entry newer(String id, String product) {
        return new ListingProperties.Entry(
                id, "Title", product, "aws", List.of(), Feed.EVENTBRIDGE, List.of(AgreementEvents.SELLER), null, false);
    }
}
