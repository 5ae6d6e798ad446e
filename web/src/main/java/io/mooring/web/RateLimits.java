package io.mooring.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.mooring.rule.api.NamedUuid;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Keeps one client, or one session, from taking everything: token buckets on this node, the dearest requests limited most. */
@Component
@Order(10)
final class RateLimits implements WebFilter {

    private static final Set<String> CREATING = Set.of("/api/activation/registration", "/api/activation/workspaces");

    private record Limit(String name, String who, int perMinute) {}

    private final RateLimitProperties properties;
    private final TimeMeter time;
    private final Cache<Limit, Bucket> buckets;

    RateLimits(RateLimitProperties properties, Clock clock) {
        this.properties = properties;
        this.time = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(properties.remembered())
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        for (var limit : limits(exchange.getRequest())) {
            var probe = bucket(limit).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                var wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
                return LandingRefusals.refuse(Fault.TOO_MANY_REQUESTS.problem().retryAfter(wait), exchange, chain);
            }
        }
        return chain.filter(exchange);
    }

    private List<Limit> limits(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication().value();
        var post = HttpMethod.POST.equals(request.getMethod());
        var limits = new ArrayList<Limit>(3);
        var client = Browser.network(request);
        if (path.startsWith("/api/")) {
            limits.add(new Limit("requests", client, properties.requestsPerClient()));
        }
        if (LandingRefusals.isLanding(request)) {
            limits.add(new Limit("landing", client, properties.landingPerClient()));
        } else if (post && path.startsWith("/api/") && path.endsWith("/session")) {
            limits.add(new Limit("sign-in", client, properties.signInPerClient()));
        } else if (post && path.startsWith("/api/activation/verifications")) {
            limits.add(new Limit("verification", client, properties.verificationPerClient()));
            session(request)
                    .map(session -> new Limit("verification", session, properties.verificationPerSession()))
                    .ifPresent(limits::add);
        } else if (post && CREATING.contains(path)) {
            session(request)
                    .map(session -> new Limit("creation", session, properties.creationPerSession()))
                    .ifPresent(limits::add);
        }
        return limits;
    }

    private static Optional<String> session(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst("__Host-mooring-activation"))
                .map(cookie -> NamedUuid.of("session", cookie.getValue()).toString());
    }

    private Bucket bucket(Limit limit) {
        return buckets.get(
                limit,
                wanted -> Bucket.builder()
                        .addLimit(bandwidth -> bandwidth
                                .capacity(wanted.perMinute())
                                .refillGreedy(wanted.perMinute(), Duration.ofMinutes(1)))
                        .withCustomTimePrecision(time)
                        .build());
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
