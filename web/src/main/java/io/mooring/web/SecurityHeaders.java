package io.mooring.web;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What every answer tells the browser not to allow; no source is unsafe, and the import map is allowed by its hash. */
@Component
@Order(0)
final class SecurityHeaders implements WebFilter {

    private final Clock clock;
    private final String policy;

    SecurityHeaders(Clock clock, StaticFiles files, Brands brands) {
        this.clock = clock;
        this.policy = policy(files, brands.logoUrls());
    }

    private static String policy(StaticFiles files, List<String> logoUrls) {
        var scripts = Stream.concat(Stream.of("'self'"), files.inlineScriptHashes().stream());
        return "default-src 'none'; script-src " + scripts.collect(Collectors.joining(" "))
                + "; style-src 'self'; img-src 'self' data:"
                + logoUrls.stream().map(SecurityHeaders::origin).distinct().collect(Collectors.joining())
                + "; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static String origin(String url) {
        if (!url.matches("https?://.*")) {
            return "";
        }
        var address = URI.create(url);
        return " " + address.getScheme() + "://" + address.getRawAuthority();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var response = exchange.getResponse();
        response.beforeCommit(() -> Mono.fromRunnable(() -> write(response.getHeaders())));
        return chain.filter(exchange);
    }

    private void write(HttpHeaders headers) {
        headers.setInstant(HttpHeaders.DATE, clock.instant());
        headers.set("Content-Security-Policy", policy);
        headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            headers.setCacheControl(CacheControl.noStore());
        }
    }
}
