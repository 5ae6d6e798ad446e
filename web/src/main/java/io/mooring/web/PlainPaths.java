package io.mooring.web;

import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets through only paths that can be spelled in one way, so that what filters read is what controllers match: nothing is percent-encoded and no segment has
 * parameters. No address of this engine needs either.
 */
@Component
@Order(PlainPaths.ORDER)
final class PlainPaths implements WebFilter {

    /** Before everything that goes by the path. */
    static final int ORDER = 5;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication();
        return path.elements().stream().allMatch(PlainPaths::isPlain)
                ? chain.filter(exchange)
                : LandingRefusals.refuse(Fault.VALIDATION.problem(), exchange, chain);
    }

    private static boolean isPlain(PathContainer.Element element) {
        return !(element instanceof PathSegment segment)
                || (segment.parameters().isEmpty() && segment.valueToMatch().equals(segment.value()));
    }
}
