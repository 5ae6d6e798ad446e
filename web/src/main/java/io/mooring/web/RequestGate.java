package io.mooring.web;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets through only requests that no other site can make a browser send: whatever changes something is JSON and same-origin, by {@code Sec-Fetch-Site} or,
 * in its absence, by {@code Origin}. The one door for another site's form is the landing, which can bind nothing. What has neither header comes from no browser
 * that is in use: on the port for the inside, where programs ask and no cookie counts, it is let through. Bodies end at 64 KB.
 */
@Component
@Order(RequestGate.ORDER)
final class RequestGate implements WebFilter {

    static final int ORDER = 20;
    static final int BODY_LIMIT = 64 * 1024;

    private static final String INSIDE = "/actuator/";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!SAFE.contains(request.getMethod())) {
            var fault = fault(request);
            if (fault != null) {
                return LandingRefusals.refuse(fault.problem(), exchange, chain);
            }
        }
        return chain.filter(exchange);
    }

    private static @Nullable Fault fault(ServerHttpRequest request) {
        var headers = request.getHeaders();
        if (headers.getContentLength() > BODY_LIMIT) {
            return Fault.BODY_TOO_LARGE;
        }
        var type = contentType(headers);
        if (LandingRefusals.isLanding(request)) {
            return MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type) ? null : Fault.UNSUPPORTED_MEDIA_TYPE;
        }
        if (!sameOrigin(request) && !isFromAProgramInside(request)) {
            return Fault.CROSS_SITE_REQUEST;
        }
        var bodiless = type == null && (HttpMethod.DELETE.equals(request.getMethod()) || isInside(request));
        return bodiless || MediaType.APPLICATION_JSON.isCompatibleWith(type) ? null : Fault.UNSUPPORTED_MEDIA_TYPE;
    }

    private static @Nullable MediaType contentType(HttpHeaders headers) {
        try {
            return headers.getContentType();
        } catch (InvalidMediaTypeException unreadable) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }

    private static boolean isFromAProgramInside(ServerHttpRequest request) {
        return isInside(request)
                && !request.getHeaders().containsHeader("Sec-Fetch-Site")
                && request.getHeaders().getOrigin() == null;
    }

    private static boolean isInside(ServerHttpRequest request) {
        return request.getPath().pathWithinApplication().value().startsWith(INSIDE);
    }

    private static boolean sameOrigin(ServerHttpRequest request) {
        var site = request.getHeaders().getFirst("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        var origin = request.getHeaders().getOrigin();
        var host = request.getHeaders().getFirst(HttpHeaders.HOST);
        return origin != null && host != null && host.equalsIgnoreCase(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
