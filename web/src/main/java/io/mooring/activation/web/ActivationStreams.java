package io.mooring.activation.web;

import io.mooring.access.web.BuyerSession;
import io.mooring.access.web.EndedSessions;
import io.mooring.activation.api.ActivationView;
import io.mooring.subscription.api.Listings;
import io.mooring.web.Fault;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Server-sent events for the wizard, bounded in number and length. All end when the node stops, before the web server waits for them. */
@Component
final class ActivationStreams implements SmartLifecycle {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final LiveActivations live;
    private final Listings listings;
    private final EndedSessions ended;
    private final StreamProperties properties;
    private final Clock clock;
    private final Map<String, Integer> bySession = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.Empty<Void> stopping = Sinks.empty();
    private final AtomicBoolean running = new AtomicBoolean();

    ActivationStreams(
            LiveActivations live, Listings listings, EndedSessions ended, StreamProperties properties, Clock clock) {
        this.live = live;
        this.listings = listings;
        this.ended = ended;
        this.properties = properties;
        this.clock = clock;
    }

    /** The activation now, unless the browser has seen exactly that, and again with each change; a slow browser skips what is outdated. */
    Flux<ServerSentEvent<ActivationAnswer>> open(BuyerSession session, String lastEventId) {
        return Flux.usingWhen(
                Mono.fromCallable(() -> admitted(session.sessionId())),
                admitted -> events(session, lastEventId),
                admitted -> Mono.fromRunnable(() -> leave(admitted)));
    }

    private Flux<ServerSentEvent<ActivationAnswer>> events(BuyerSession session, String lastEventId) {
        var beginning = Flux.just(ServerSentEvent.<ActivationAnswer>builder()
                .retry(RETRY)
                .comment("")
                .build());
        var changes = live.watch(session.subscriptionId())
                .filter(view -> !ActivationAnswer.stateId(view).equals(lastEventId))
                .onBackpressureLatest()
                .map(this::event);
        var heartbeats = Flux.interval(properties.heartbeat(), properties.heartbeat())
                .onBackpressureDrop()
                .map(tick ->
                        ServerSentEvent.<ActivationAnswer>builder().comment("").build());
        return Flux.concat(beginning, Flux.merge(1, changes, heartbeats))
                .take(longest(session))
                .takeUntilOther(Mono.firstWithSignal(stopping.asMono(), ended.of(session.sessionId())));
    }

    /** No longer than the session itself. */
    private Duration longest(BuyerSession session) {
        var left = Duration.between(clock.instant(), session.endsAt());
        return left.compareTo(properties.longest()) < 0 ? left : properties.longest();
    }

    private ServerSentEvent<ActivationAnswer> event(ActivationView view) {
        return ServerSentEvent.builder(ActivationAnswer.of(view, listings))
                .event("activation")
                .id(ActivationAnswer.stateId(view))
                .build();
    }

    private String admitted(String sessionId) {
        if (open.incrementAndGet() > properties.atMost()) {
            open.decrementAndGet();
            throw Fault.BUSY.problem().retryAfterSeconds(5);
        }
        if (bySession.merge(sessionId, 1, Integer::sum) > properties.perSession()) {
            leave(sessionId);
            throw Fault.TOO_MANY_STREAMS.problem().retryAfterSeconds(5);
        }
        return sessionId;
    }

    private void leave(String sessionId) {
        open.decrementAndGet();
        bySession.computeIfPresent(sessionId, (id, streams) -> streams > 1 ? streams - 1 : null);
    }

    int openStreams() {
        return open.get();
    }

    @Override
    public void start() {
        running.set(true);
    }

    @Override
    public void stop() {
        running.set(false);
        stopping.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }
}
