package io.mooring.idempotency.web;

import io.mooring.access.web.CurrentSession;
import io.mooring.access.web.Scope;
import io.mooring.access.web.Session;
import io.mooring.access.web.SessionCookies;
import io.mooring.access.web.Sessions;
import io.mooring.idempotency.web.Answers.Answer;
import io.mooring.privacy.api.ServerKey;
import io.mooring.web.Fault;
import io.mooring.web.Workers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries out each creating request once per session and {@code Idempotency-Key}, and replays its answer to every repetition. A request that was refused
 * is forgotten, since nothing has happened; one whose browser has gone away is carried out to its end all the same.
 */
@Component
@Order(30)
final class IdempotencyFilter implements WebFilter {

    private static final Pattern CREATING = Pattern.compile(
            "/api/activation/(verifications|verifications/[^/]+/codes|registration|billing-account|bindings|workspaces)");
    private static final int BODY_LIMIT = 64 * 1024;

    private final CurrentSession current;
    private final Sessions sessions;
    private final Answers answers;
    private final Workers workers;
    private final IdempotencyProperties properties;
    private final ServerKey key;

    IdempotencyFilter(
            CurrentSession current,
            Sessions sessions,
            Answers answers,
            Workers workers,
            IdempotencyProperties properties,
            ServerKey masterKey) {
        this.current = current;
        this.sessions = sessions;
        this.answers = answers;
        this.workers = workers;
        this.properties = properties;
        this.key = masterKey.derived("idempotency");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!HttpMethod.POST.equals(request.getMethod())
                || !CREATING.matcher(request.getPath().pathWithinApplication().value())
                        .matches()) {
            return chain.filter(exchange);
        }
        return current.evenIfReplaced(Scope.ACTIVATION, exchange).flatMap(session -> {
            var key = IdempotencyKey.parse(String.valueOf(request.getHeaders().getFirst(IdempotencyKey.HEADER)));
            if (session.replacedBy() != null
                    && !session.replacedBy()
                            .equals(key.map(IdempotencyKey::value).orElse(""))) {
                return Mono.error(Fault.SESSION_MISSING.problem());
            }
            return key.map(given -> once(session, given, exchange, chain))
                    .orElseGet(() -> Mono.error(Fault.IDEMPOTENCY_KEY_MISSING.problem()));
        });
    }

    private Mono<Void> once(Session session, IdempotencyKey given, ServerWebExchange exchange, WebFilterChain chain) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), BODY_LIMIT)
                .timeout(
                        properties.readWithin(),
                        Mono.error(() -> Fault.BUSY.problem().retryAfterSeconds(1)))
                .map(IdempotencyFilter::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> workers.call(
                                () -> answers.claim(session.sessionId(), given, fingerprint(exchange, body)))
                        .flatMap(earlier -> earlier.isPresent()
                                ? replay(session, given, earlier.get(), exchange)
                                : carryOut(session, given, body, exchange, chain)));
    }

    /** Keyed, because the body may hold a password that a plain hash would let somebody guess. */
    private String fingerprint(ServerWebExchange exchange, byte[] body) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        return key.macHex(path + "\n" + HexFormat.of().formatHex(body));
    }

    private Mono<Void> carryOut(
            Session session, IdempotencyKey given, byte[] body, ServerWebExchange exchange, WebFilterChain chain) {
        current.admit(session, exchange);
        exchange.getAttributes().put(IdempotencyKey.class.getName(), given);
        var release =
                workers.run(() -> answers.release(session.sessionId(), given)).onErrorComplete();
        var recording = new RecordedResponse(
                exchange.getResponse(),
                answer -> workers.run(() -> answers.keep(session.sessionId(), given, answer)),
                release);
        var request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(
                        () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
            }
        };
        var work = chain.filter(
                        exchange.mutate().request(request).response(recording).build())
                .onErrorResume(failed -> release.then(Mono.error(failed)));
        return Mono.fromFuture(work.toFuture(), true);
    }

    private Mono<Void> replay(Session session, IdempotencyKey given, Answer answer, ServerWebExchange exchange) {
        return renewed(session, given, exchange).then(Mono.defer(() -> {
            var response = exchange.getResponse();
            response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
            response.getHeaders().set("Idempotency-Replayed", "true");
            if (answer.contentType() != null) {
                response.getHeaders().setContentType(MediaType.parseMediaType(answer.contentType()));
            }
            if (answer.location() != null) {
                response.getHeaders().setLocation(URI.create(answer.location()));
            }
            return response.writeWith(
                    Mono.just(response.bufferFactory().wrap(answer.body().getBytes(StandardCharsets.UTF_8))));
        }));
    }

    /** The browser that missed the answer missed its cookie, too; cookies are not stored, so it gets a new one. */
    private Mono<Void> renewed(Session session, IdempotencyKey given, ServerWebExchange exchange) {
        if (session.replacedBy() == null) {
            return Mono.empty();
        }
        return workers.call(() -> sessions.rotate(session.sessionId(), given.value()))
                .doOnNext(token -> exchange.getResponse().addCookie(SessionCookies.of(Scope.ACTIVATION, token)))
                .then();
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
