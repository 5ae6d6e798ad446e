package io.mooring.web;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refusals before the controller. At the landing a person waits, who is better served by a page, which the controller makes. */
final class LandingRefusals {

    static Mono<Void> refuse(Problem refusal, ServerWebExchange exchange, WebFilterChain chain) {
        if (!isLanding(exchange.getRequest())) {
            return Mono.error(refusal);
        }
        exchange.getAttributes().putIfAbsent(Problem.class.getName(), refusal);
        return chain.filter(exchange);
    }

    /** Whether that is AWS's form, or something in its place. */
    static boolean isLanding(ServerHttpRequest request) {
        return HttpMethod.POST.equals(request.getMethod())
                && request.getPath().pathWithinApplication().value().startsWith("/landing/");
    }

    private LandingRefusals() {}
}
