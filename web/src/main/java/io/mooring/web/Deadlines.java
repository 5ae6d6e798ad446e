package io.mooring.web;

import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets nobody wait for ever: a request whose answer has not begun in time, its body included, is {@link Fault#BUSY}. Work that has begun goes on. */
@Component
@Order(15)
final class Deadlines implements WebFilter {

    private static final String STREAM = "/api/activation/events";

    private final RequestProperties properties;

    Deadlines(RequestProperties properties) {
        this.properties = properties;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var answer = chain.filter(exchange);
        if (exchange.getRequest().getPath().pathWithinApplication().value().equals(STREAM)) {
            return answer;
        }
        return answer.timeout(
                overdue(exchange.getResponse()),
                Mono.error(() -> Fault.BUSY.problem().retryAfterSeconds(1)));
    }

    /** A slow browser may take its time over an answer that is on its way. */
    private Mono<Long> overdue(ServerHttpResponse response) {
        return Mono.delay(properties.deadline())
                .flatMap(time -> response.isCommitted() ? Mono.never() : Mono.just(time));
    }
}
