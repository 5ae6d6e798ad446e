package io.mooring.access.web;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells what a session keeps open on this node that the session is over. */
@Component
public final class EndedSessions {

    private final Sinks.Many<String> ended = Sinks.many().multicast().directBestEffort();
    private final Flux<String> announcements = ended.asFlux();

    void announce(String sessionId) {
        synchronized (ended) {
            ended.tryEmitNext(sessionId);
        }
    }

    /** Completes when that session has been revoked. */
    public Mono<Void> of(String sessionId) {
        return announcements.filter(sessionId::equals).next().then();
    }
}
