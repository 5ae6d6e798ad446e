package io.mooring.access.web;

import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The cookies of the sessions. They end with the browser; the session itself may end before. */
public final class SessionCookies {

    private static final int LONGEST = 128;

    /** The cookie that carries the token. */
    public static ResponseCookie of(Scope scope, SessionToken token) {
        return cookie(scope, token.value()).build();
    }

    /** The cookie that takes it away again. */
    public static ResponseCookie none(Scope scope) {
        return cookie(scope, "").maxAge(0).build();
    }

    public static Optional<SessionToken> token(Scope scope, ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(scope.cookie()))
                .map(cookie -> cookie.getValue())
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
                .map(SessionToken::new);
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(Scope scope, String value) {
        return ResponseCookie.from(scope.cookie(), value)
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax")
                .path("/");
    }

    private SessionCookies() {}
}
