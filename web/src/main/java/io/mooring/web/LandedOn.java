package io.mooring.web;

import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Remembers in the browser on which listing's page its buyer landed last, so that the pages show whom they deal with. It gives no right to anything. */
public final class LandedOn {

    static final String COOKIE = "__Host-mooring-listing";

    /** The cookie that carries it; it ends with the browser. */
    public static ResponseCookie cookie(String listing) {
        return ResponseCookie.from(COOKIE, listing)
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax")
                .path("/")
                .build();
    }

    /** As the browser says, which may be anything. */
    static Optional<String> listing(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(COOKIE)).map(cookie -> cookie.getValue());
    }

    private LandedOn() {}
}
