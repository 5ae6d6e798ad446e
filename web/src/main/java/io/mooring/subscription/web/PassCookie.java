package io.mooring.subscription.web;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Carries a browser's pass over the one redirect from AWS's form to the page that it leads to. */
final class PassCookie {

    static final String COOKIE = "__Host-mooring-pass";

    private static final Duration ONE_REDIRECT = Duration.ofMinutes(1);
    private static final int LONGEST = 64;

    static ResponseCookie of(String pass) {
        return ResponseCookie.from(COOKIE, pass)
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax")
                .path("/")
                .maxAge(ONE_REDIRECT)
                .build();
    }

    static Optional<String> pass(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(COOKIE))
                .map(cookie -> cookie.getValue())
                .filter(pass -> pass.length() <= LONGEST);
    }

    private PassCookie() {}
}
