package io.mooring.activation.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.WebSlice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The live view: PostgreSQL says that it changed, every open stream of that subscription shows it. */
class ActivationEventsApiTest extends WebSlice {

    static final String EVENTS = "/api/activation/events";
    static final Duration SOON = Duration.ofSeconds(10);

    @Autowired
    ActivationStreams streams;

    @Autowired
    LiveActivations live;

    private Flux<ServerSentEvent<String>> events(Buyer buyer, String lastEventId) {
        return buyer.get(EVENTS, "Last-Event-ID", lastEventId)
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .getResponseBody();
    }

    private Flux<String> states(Buyer buyer) {
        return events(buyer, "")
                .filter(event -> "activation".equals(event.event()))
                .map(event -> String.valueOf(event.id()));
    }

    private void notifyListeners(Buyer buyer) {
        jdbc.sql("SELECT pg_notify('activation_view', :subscription)")
                .param("subscription", buyer.subscriptionId().value())
                .query()
                .singleRow();
    }

    private static String state(Buyer buyer, int version) {
        return buyer.activationId() + ":" + version;
    }

    @Test
    void a_stream_shows_the_activation_now_and_each_change_that_postgresql_tells_of() {
        var buyer = buyer();

        StepVerifier.create(states(buyer))
                .expectNext(state(buyer, 1))
                .then(() -> {
                    show(SampleActivations.atVersion(buyer.subscriptionId(), 2));
                    notifyListeners(buyer);
                })
                .expectNext(state(buyer, 2))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void a_stream_waits_for_an_activation_that_is_still_being_prepared() {
        var buyer = landed();

        StepVerifier.create(states(buyer))
                .then(() -> {
                    show(SampleActivations.open(buyer.subscriptionId()));
                    notifyListeners(buyer);
                })
                .expectNext(state(buyer, 1))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void a_stream_follows_the_buyer_into_a_new_episode() {
        var buyer = buyer();
        var second = SampleActivations.secondEpisode(buyer.subscriptionId());

        StepVerifier.create(states(buyer))
                .expectNextCount(1)
                .then(() -> {
                    show(second);
                    notifyListeners(buyer);
                })
                .expectNext(second.activationId() + ":1")
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void a_browser_that_comes_back_is_not_sent_what_it_has_seen() {
        var buyer = buyer();

        StepVerifier.create(events(buyer, state(buyer, 1)).take(3))
                .expectNextMatches(
                        first -> first.retry() != null && first.retry().toMillis() == 1_000)
                .expectNextMatches(heartbeat -> heartbeat.data() == null)
                .expectNextMatches(heartbeat -> heartbeat.data() == null)
                .verifyComplete();
    }

    @Test
    void a_browser_that_was_away_during_a_change_is_sent_it() {
        var buyer = buyer();
        show(SampleActivations.atVersion(buyer.subscriptionId(), 4));

        StepVerifier.create(events(buyer, state(buyer, 1))
                        .filter(event -> event.id() != null)
                        .map(ServerSentEvent::id))
                .expectNext(state(buyer, 4))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void a_change_of_somebody_elses_activation_is_not_shown() {
        var buyer = buyer();
        var other = buyer();
        var seen = new ArrayList<String>();

        StepVerifier.create(states(buyer).doOnNext(seen::add))
                .expectNextCount(1)
                .then(() -> {
                    show(SampleActivations.atVersion(other.subscriptionId(), 2));
                    notifyListeners(other);
                    show(SampleActivations.atVersion(buyer.subscriptionId(), 2));
                    notifyListeners(buyer);
                })
                .expectNextCount(1)
                .thenCancel()
                .verify(SOON);
        assertThat(seen).containsExactly(state(buyer, 1), state(buyer, 2));
    }

    @Test
    void leaving_ends_the_streams_of_the_session() {
        var buyer = buyer();

        StepVerifier.create(states(buyer))
                .expectNextCount(1)
                .then(() ->
                        buyer.delete("/api/activation/session").expectStatus().isNoContent())
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void a_session_may_have_six_streams_and_gives_each_back() {
        var buyer = buyer();
        var open = new ArrayList<reactor.core.Disposable>();
        for (var stream = 0; stream < 6; stream++) {
            var events = events(buyer, "");
            var first = events.publish();
            open.add(first.connect());
            first.blockFirst(SOON);
        }

        ProblemAnswer.expect(buyer.get(EVENTS), 429, "too-many-streams");
        open.forEach(reactor.core.Disposable::dispose);
        awaitNoStreams();

        assertThat(streams.openStreams()).isZero();
        assertThat(live.watchedActivations()).isZero();
    }

    private void awaitNoStreams() {
        Flux.interval(Duration.ofMillis(20))
                .takeUntil(tick -> streams.openStreams() == 0 && live.watchedActivations() == 0)
                .take(SOON)
                .blockLast();
    }

    @Test
    void a_stream_does_not_keep_a_session_alive_that_nobody_uses() {
        var buyer = buyer();
        clock.pass(Duration.ofMinutes(20));
        events(buyer, "").take(1).blockLast(SOON);
        clock.pass(Duration.ofMinutes(11));

        ProblemAnswer.expect(buyer.get(EVENTS), 401, "session-missing");
    }

    @Test
    void two_tabs_see_the_same() {
        var buyer = buyer();
        var both = Flux.zip(states(buyer), states(buyer), (left, right) -> List.of(left, right));

        StepVerifier.create(both)
                .expectNext(List.of(state(buyer, 1), state(buyer, 1)))
                .then(() -> {
                    show(SampleActivations.atVersion(buyer.subscriptionId(), 2));
                    notifyListeners(buyer);
                })
                .expectNext(List.of(state(buyer, 2), state(buyer, 2)))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void losing_the_listening_connection_loses_no_change() {
        var buyer = buyer();

        StepVerifier.create(states(buyer))
                .expectNext(state(buyer, 1))
                .then(() -> {
                    assertThat(jdbc.sql("""
                                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                                             WHERE application_name = 'mooring-listener' AND datname = current_database()""").query().listOfRows()).hasSize(1);
                    show(SampleActivations.atVersion(buyer.subscriptionId(), 2));
                })
                .expectNext(state(buyer, 2))
                .thenCancel()
                .verify(SOON);
    }
}
