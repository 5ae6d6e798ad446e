package io.mooring.activation.web;

import io.mooring.access.web.BuyerSession;
import io.mooring.access.web.EndedSessions;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.web.Queries;
import io.mooring.web.Workers;
import io.mooring.web.slice.NoBlocking;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.SettableClock;
import io.mooring.web.slice.StubMarketplace;
import io.mooring.web.slice.StubQueries;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ActivationStreamsTest {

    static {
        // Before the timers' threads begin to wait: afterwards they would be caught in the middle of it
        NoBlocking.install();
    }

    static final Duration SOON = Duration.ofSeconds(10);
    static final SubscriptionId SUBSCRIPTION = new SubscriptionId("subscription-1");

    final StubQueries queries = new StubQueries();
    final Workers workers = new Workers("test-worker", 2, 16);
    final BuyerSession session =
            new BuyerSession("session-1", SUBSCRIPTION, null, SettableClock.START.plus(Duration.ofHours(12)));

    @AfterEach
    void close() {
        workers.close();
    }

    private ActivationStreams streams(Duration longest, int atMost) {
        queries.answer(new FindCurrentActivation(SUBSCRIPTION), SampleActivations.open(SUBSCRIPTION));
        var live = new LiveActivations(new CurrentActivations(new Queries(queries)), workers);
        var properties = new StreamProperties(Duration.ofSeconds(5), longest, 6, atMost, Duration.ofSeconds(2));
        return new ActivationStreams(live, new StubMarketplace(), new EndedSessions(), properties, new SettableClock());
    }

    @Test
    void a_node_that_stops_ends_its_streams_at_once_and_opens_no_more() {
        var streams = streams(Duration.ofMinutes(15), 10);
        streams.start();

        StepVerifier.create(streams.open(session, "").filter(event -> event.id() != null))
                .expectNextCount(1)
                .then(streams::stop)
                .expectComplete()
                .verify(SOON);
        StepVerifier.create(streams.open(session, ""))
                .thenConsumeWhile(event -> true)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void a_stream_ends_when_it_is_old() {
        StepVerifier.create(
                        streams(Duration.ofMillis(100), 10).open(session, "").filter(event -> event.id() != null))
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void a_stream_ends_with_its_session() {
        var ending = new BuyerSession("session-1", SUBSCRIPTION, null, SettableClock.START.plusMillis(100));

        StepVerifier.create(streams(Duration.ofMinutes(15), 10).open(ending, "").filter(event -> event.id() != null))
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void a_node_has_only_so_many_streams() {
        var streams = streams(Duration.ofMinutes(15), 1);
        var first = streams.open(session, "").subscribe();

        StepVerifier.create(streams.open(session, ""))
                .expectErrorMessage("busy")
                .verify(SOON);
        first.dispose();
        StepVerifier.create(streams.open(session, ""))
                .expectNextCount(1)
                .thenCancel()
                .verify(SOON);
    }
}
