package io.mooring.access.web;

import io.mooring.web.Fault;
import io.mooring.web.Workers;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The session behind a request, looked up at most once for each. */
@Component
public final class CurrentSession {

    /** Browsers open it again by themselves, which says nothing about the person. */
    private static final String STREAM = "/api/activation/events";

    private final Sessions sessions;
    private final Workers workers;

    CurrentSession(Sessions sessions, Workers workers) {
        this.sessions = sessions;
        this.workers = workers;
    }

    /** The session, even if a rotation has replaced the token shown; {@link Fault#SESSION_MISSING} if there is none. */
    public Mono<Session> evenIfReplaced(Scope scope, ServerWebExchange exchange) {
        var known = exchange.getAttribute(attribute(scope));
        if (known instanceof Session session) {
            return Mono.just(session);
        }
        return Mono.justOrEmpty(SessionCookies.token(scope, exchange.getRequest()))
                .flatMap(token ->
                        workers.<Session>call(() -> find(scope, token, exchange).orElse(null)))
                .switchIfEmpty(Mono.error(Fault.SESSION_MISSING::problem));
    }

    private Optional<Session> find(Scope scope, SessionToken token, ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.equals(STREAM) ? sessions.peek(scope, token) : sessions.find(scope, token);
    }

    /** The session; {@link Fault#SESSION_MISSING} if there is none. */
    Mono<Session> of(Scope scope, ServerWebExchange exchange) {
        var admitted = exchange.getAttribute(attribute(scope)) != null;
        return evenIfReplaced(scope, exchange)
                .filter(session -> admitted || session.replacedBy() == null)
                .switchIfEmpty(Mono.error(Fault.SESSION_MISSING::problem));
    }

    /** Lets the rest of the request act in this session. */
    public void admit(Session session, ServerWebExchange exchange) {
        exchange.getAttributes().put(attribute(session.scope()), session);
    }

    private static String attribute(Scope scope) {
        return CurrentSession.class.getName() + "." + scope;
    }
}
