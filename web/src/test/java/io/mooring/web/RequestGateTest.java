package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/** On the port for the inside; for the one of buyers see {@link RequestRulesApiTest}. */
class RequestGateTest {

    private static final String INSIDE = "http://127.0.0.1:8081/actuator/tasks/task-1";

    private boolean through;

    @Test
    void a_program_inside_needs_to_say_nothing_of_where_it_comes_from() {
        assertThat(passes(MockServerHttpRequest.post(INSIDE)
                        .contentType(MediaType.APPLICATION_JSON)
                        .build()))
                .isTrue();
        assertThat(passes(MockServerHttpRequest.post(INSIDE).build()))
                .as("without a body")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none"
    })
    void a_browser_that_another_site_sends_there_does_not_get_through(String header, String said) {
        assertThat(passes(MockServerHttpRequest.post(INSIDE)
                        .header(header, said)
                        .contentType(MediaType.APPLICATION_JSON)
                        .build()))
                .isFalse();
    }

    @Test
    void what_a_form_could_send_does_not_get_through() {
        assertThat(passes(MockServerHttpRequest.post(INSIDE)
                        .contentType(MediaType.TEXT_PLAIN)
                        .build()))
                .isFalse();
    }

    @Test
    void elsewhere_who_does_not_say_where_it_comes_from_does_not_get_through() {
        assertThat(passes(MockServerHttpRequest.post("http://localhost:8080/api/activation/draft")
                        .contentType(MediaType.APPLICATION_JSON)
                        .build()))
                .isFalse();
    }

    private boolean passes(MockServerHttpRequest request) {
        through = false;
        new RequestGate()
                .filter(MockServerWebExchange.from(request), exchange -> {
                    through = true;
                    return Mono.empty();
                })
                .onErrorComplete()
                .block(Duration.ofSeconds(20));
        return through;
    }
}
