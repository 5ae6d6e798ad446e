package io.mooring.activation.web;

import io.mooring.access.web.BuyerSession;
import io.mooring.access.web.Scope;
import io.mooring.access.web.SignOut;
import io.mooring.subscription.api.Listings;
import io.mooring.web.Workers;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The session's activation: as it is now, as it changes, and leaving it. */
@RestController
@RequestMapping("/api/activation")
final class ActivationApi {

    private final CurrentActivations activations;
    private final ActivationStreams streams;
    private final Listings listings;
    private final SignOut signOut;
    private final Workers workers;

    ActivationApi(
            CurrentActivations activations,
            ActivationStreams streams,
            Listings listings,
            SignOut signOut,
            Workers workers) {
        this.activations = activations;
        this.streams = streams;
        this.listings = listings;
        this.signOut = signOut;
        this.workers = workers;
    }

    @GetMapping
    Mono<ResponseEntity<ActivationAnswer>> current(BuyerSession session, ServerWebExchange exchange) {
        return workers.call(() -> {
            var view = activations.of(session);
            var etag = "\"" + ActivationAnswer.stateId(view) + "\"";
            var asked = exchange.getRequest().getHeaders().getIfNoneMatch();
            return asked.contains(etag) || asked.contains("W/" + etag)
                    ? ResponseEntity.status(304).eTag(etag).build()
                    : ResponseEntity.ok().eTag(etag).body(ActivationAnswer.of(view, listings));
        });
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<ActivationAnswer>> events(
            BuyerSession session, @RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastEventId) {
        return streams.open(session, lastEventId);
    }

    @DeleteMapping("/session")
    Mono<ResponseEntity<Void>> leave(ServerWebExchange exchange) {
        return signOut.of(Scope.ACTIVATION, exchange);
    }
}
