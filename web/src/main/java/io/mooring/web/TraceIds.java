package io.mooring.web;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives each request the trace id that its log lines and its problem document share: the caller's (W3C {@code traceparent}) or a new one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceIds implements WebFilter {

    private static final String ATTRIBUTE = TraceIds.class.getName();
    private static final Pattern TRACE_PARENT = Pattern.compile("00-((?!0{32})[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "none");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getAttributes().put(ATTRIBUTE, traceId(exchange));
        return chain.filter(exchange);
    }

    private static String traceId(ServerWebExchange exchange) {
        var given = exchange.getRequest().getHeaders().getFirst("traceparent");
        if (given != null) {
            var parent = TRACE_PARENT.matcher(given);
            if (parent.matches()) {
                return parent.group(1);
            }
        }
        // No secret, so no need for a generator that reads from a device
        var random = ThreadLocalRandom.current();
        return "%016x%016x".formatted(random.nextLong(), random.nextLong() | 1);
    }
}
