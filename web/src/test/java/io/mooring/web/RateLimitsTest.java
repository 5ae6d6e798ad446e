package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.web.slice.SettableClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RateLimitsTest {

    static final InetSocketAddress ONE = new InetSocketAddress("192.0.2.1", 1234);
    static final InetSocketAddress OTHER = new InetSocketAddress("192.0.2.2", 1234);

    final SettableClock clock = new SettableClock();
    final RateLimits limits = new RateLimits(new RateLimitProperties(3, 3, 6, 3, 2, 100, 1_000), clock);

    @Test
    void one_client_may_land_so_often_and_then_has_to_wait() {
        for (var landing = 0; landing < 3; landing++) {
            assertThat(refusal("/landing/observability", ONE, "")).isEmpty();
        }

        var refused = refusal("/landing/observability", ONE, "").orElseThrow();
        assertThat(refused.fault()).isEqualTo(Fault.TOO_MANY_REQUESTS);
        assertThat(refused.document("t").retryAfter()).isEqualTo(20);
        assertThat(refusal("/landing/observability", OTHER, "")).isEmpty();
        clock.pass(Duration.ofSeconds(20));
        assertThat(refusal("/landing/observability", ONE, "")).isEmpty();
    }

    @Test
    void one_client_may_try_to_sign_in_so_often_over_both_places() {
        refusal("/api/console/session", ONE, "");
        refusal("/api/billing-center/session", ONE, "");
        refusal("/api/console/session", ONE, "");

        assertThat(refusal("/api/billing-center/session", ONE, "")).isPresent();
    }

    @Test
    void one_session_may_ask_for_so_many_codes_and_so_may_one_client_over_its_sessions() {
        for (var request = 0; request < 3; request++) {
            assertThat(refusal("/api/activation/verifications", ONE, "session-a"))
                    .isEmpty();
        }
        assertThat(refusal("/api/activation/verifications/v-1/attempts", OTHER, "session-a"))
                .isPresent();
        for (var request = 0; request < 3; request++) {
            assertThat(refusal("/api/activation/verifications", ONE, "session-b"))
                    .isEmpty();
        }
        assertThat(refusal("/api/activation/verifications", ONE, "session-c")).isPresent();
    }

    @Test
    void one_session_may_register_and_create_workspaces_so_often_from_wherever() {
        refusal("/api/activation/registration", ONE, "session-a");
        refusal("/api/activation/workspaces", ONE, "session-a");

        assertThat(refusal("/api/activation/registration", OTHER, "session-a")).isPresent();
        assertThat(refusal("/api/activation/registration", ONE, "session-b")).isEmpty();
        assertThat(refusal("/api/activation/bindings", ONE, "session-a")).isEmpty();
    }

    @Test
    void a_household_with_many_ipv6_addresses_is_one_client() throws Exception {
        var first = InetAddress.getByName("2001:db8:1:2:3:4:5:6");
        var second = InetAddress.getByName("2001:db8:1:2:ffff::1");
        var neighbour = InetAddress.getByName("2001:db8:1:3::1");

        assertThat(Browser.network(first)).isEqualTo(Browser.network(second)).isNotEqualTo(Browser.network(neighbour));
    }

    private Optional<Problem> refusal(String path, InetSocketAddress client, String session) {
        var request = MockServerHttpRequest.post(path).remoteAddress(client);
        if (!session.isEmpty()) {
            request.cookie(new HttpCookie("__Host-mooring-activation", session));
        }
        var exchange = MockServerWebExchange.from(request);
        return limits.filter(exchange, allowed -> Mono.empty())
                .then(Mono.fromCallable(() -> Problem.foundBefore(exchange)))
                .onErrorResume(Problem.class, refused -> Mono.just(Optional.of(refused)))
                .blockOptional()
                .orElseThrow();
    }
}
