package io.mooring.access.web;

import io.mooring.web.Workers;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Ends a session for good, in the store as well as in the browser; doing it twice is no mistake. */
@Component
public final class SignOut {

    private final Sessions sessions;
    private final Workers workers;

    SignOut(Sessions sessions, Workers workers) {
        this.sessions = sessions;
        this.workers = workers;
    }

    public Mono<ResponseEntity<Void>> of(Scope scope, ServerWebExchange exchange) {
        return Mono.justOrEmpty(SessionCookies.token(scope, exchange.getRequest()))
                .flatMap(token -> workers.run(() -> sessions.revoke(scope, token)))
                .thenReturn(ResponseEntity.noContent()
                        .header(
                                HttpHeaders.SET_COOKIE,
                                SessionCookies.none(scope).toString())
                        .build());
    }
}
