package io.mooring.web;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class DeadlinesTest {

    static final Duration ALMOST = Duration.ofSeconds(29);
    static final Duration DAY = Duration.ofDays(1);

    final Deadlines deadlines = new Deadlines(new RequestProperties(Duration.ofSeconds(30)));

    private static MockServerWebExchange exchange(String path) {
        return MockServerWebExchange.from(MockServerHttpRequest.get(path));
    }

    @Test
    void an_answer_that_does_not_begin_in_time_is_given_up() {
        StepVerifier.withVirtualTime(() -> deadlines.filter(exchange("/api/activation"), waiting -> Mono.never()))
                .expectSubscription()
                .expectNoEvent(ALMOST)
                .thenAwait(Duration.ofSeconds(1))
                .verifyErrorMessage("busy");
    }

    @Test
    void an_answer_that_has_begun_may_take_its_time() {
        var exchange = exchange("/assets/app.js");
        StepVerifier.withVirtualTime(() -> deadlines.filter(
                        exchange, begun -> exchange.getResponse().setComplete().then(Mono.never())))
                .expectSubscription()
                .expectNoEvent(DAY)
                .thenCancel()
                .verify();
    }

    @Test
    void event_streams_have_an_end_of_their_own() {
        StepVerifier.withVirtualTime(() -> deadlines.filter(exchange("/api/activation/events"), open -> Mono.never()))
                .expectSubscription()
                .expectNoEvent(DAY)
                .thenCancel()
                .verify();
    }
}
