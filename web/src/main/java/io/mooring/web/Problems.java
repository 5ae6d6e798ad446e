package io.mooring.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every error leaves here as RFC 9457 {@code application/problem+json}: those of controllers, and by {@link Fallback} those of filters, of unknown
 * addresses and of anything else that Spring Boot would answer in a form of its own.
 */
@RestControllerAdvice
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Diagnosis diagnosis;

    public Problems(Clock clock) {
        this.diagnosis = new Diagnosis(clock);
    }

    @ExceptionHandler(Throwable.class)
    Mono<ResponseEntity<ProblemDocument>> on(Throwable error, ServerWebExchange exchange) {
        if (nobodyListens(error, exchange)) {
            return Mono.empty();
        }
        var document = document(error, exchange);
        return Mono.just(ResponseEntity.status(document.status())
                .headers(headers -> describe(document, error, headers))
                .body(document));
    }

    /** The browser has gone away, or has the beginning of another answer already. */
    private static boolean nobodyListens(Throwable error, ServerWebExchange exchange) {
        return exchange.getResponse().isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(error);
    }

    private ProblemDocument document(Throwable error, ServerWebExchange exchange) {
        var traceId = TraceIds.of(exchange);
        var document = diagnosis.of(error, traceId);
        if (document.status() >= 500) {
            LOG.error("request failed status={} traceId={}", document.status(), traceId, error);
        } else if (LOG.isDebugEnabled()) {
            LOG.debug("request refused type={} traceId={}", document.type(), traceId);
        }
        return document;
    }

    private static void describe(ProblemDocument document, Throwable error, HttpHeaders headers) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (document.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, document.retryAfter().toString());
        }
        if (error instanceof MethodNotAllowedException refused) {
            headers.setAllow(Set.copyOf(refused.getSupportedMethods()));
        }
    }

    /** Speaks the same where no controller is involved. */
    @Component
    @Order(-2)
    static final class Fallback implements ErrorWebExceptionHandler {

        private final Problems problems;
        private final JsonMapper json;

        Fallback(Problems problems, JsonMapper json) {
            this.problems = problems;
            this.json = json;
        }

        @Override
        public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
            var response = exchange.getResponse();
            if (nobodyListens(error, exchange)) {
                LOG.debug("request lost", error);
                return Mono.empty();
            }
            var document = problems.document(error, exchange);
            response.setStatusCode(HttpStatusCode.valueOf(document.status()));
            describe(document, error, response.getHeaders());
            if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
                return response.setComplete();
            }
            var bytes = json.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
            return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
        }
    }
}
