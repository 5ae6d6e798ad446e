package io.mooring.activation.web;

import io.mooring.activation.api.ActivationView;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.web.Workers;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The activations that somebody on this node is watching. Each is read once per change, however many watch it and however many changes come at once. */
@Component
final class LiveActivations {

    private static final Logger LOG = LoggerFactory.getLogger(LiveActivations.class);

    private final Map<SubscriptionId, Watched> watched = new ConcurrentHashMap<>();
    private final CurrentActivations activations;
    private final Workers workers;

    LiveActivations(CurrentActivations activations, Workers workers) {
        this.activations = activations;
        this.workers = workers;
    }

    /** The activation as soon as there is one, and each state of it that comes after; states in quick succession may be skipped. */
    Flux<ActivationView> watch(SubscriptionId subscriptionId) {
        return Flux.usingWhen(
                Mono.fromCallable(() -> enter(subscriptionId)),
                hub -> hub.views.asFlux(),
                hub -> Mono.fromRunnable(() -> leave(subscriptionId)));
    }

    /** Something about that subscription's activation has changed. */
    void changed(SubscriptionId subscriptionId) {
        var hub = watched.get(subscriptionId);
        if (hub != null) {
            refresh(hub);
        }
    }

    /** Changes may have been missed. */
    void anythingMayHaveChanged() {
        watched.values().forEach(this::refresh);
    }

    /** Reads again what could not be read when it changed. */
    void retryWhatFailed() {
        watched.values().stream().filter(hub -> hub.failed).forEach(this::refresh);
    }

    private Watched enter(SubscriptionId subscriptionId) {
        var hub = Objects.requireNonNull(watched.compute(subscriptionId, (id, known) -> {
            var entered = known == null ? new Watched(id) : known;
            entered.watchers++;
            return entered;
        }));
        refresh(hub);
        return hub;
    }

    private void leave(SubscriptionId subscriptionId) {
        watched.computeIfPresent(subscriptionId, (id, hub) -> --hub.watchers > 0 ? hub : null);
    }

    /** At most one read at a time; a change during a read causes one more. */
    private void refresh(Watched hub) {
        if (hub.wanted.getAndIncrement() == 0) {
            read(hub, 1);
        }
    }

    private void read(Watched hub, int answered) {
        workers.call(() -> activations.find(hub.subscriptionId))
                .subscribe(
                        found -> {
                            hub.failed = false;
                            found.ifPresent(hub::show);
                            done(hub, answered);
                        },
                        failed -> {
                            hub.failed = true;
                            LOG.debug("activation not read subscription={}", hub.subscriptionId, failed);
                            hub.wanted.set(0);
                        });
    }

    private void done(Watched hub, int answered) {
        var left = hub.wanted.addAndGet(-answered);
        if (left > 0) {
            read(hub, left);
        }
    }

    int watchedActivations() {
        return watched.size();
    }

    private static final class Watched {

        final SubscriptionId subscriptionId;
        final Sinks.Many<ActivationView> views = Sinks.many().replay().latest();
        final AtomicInteger wanted = new AtomicInteger();
        volatile boolean failed;
        int watchers;
        private @Nullable String shown;

        Watched(SubscriptionId subscriptionId) {
            this.subscriptionId = subscriptionId;
        }

        /** Called by one reader at a time. */
        void show(ActivationView view) {
            var state = ActivationAnswer.stateId(view);
            if (!state.equals(shown)) {
                shown = state;
                views.tryEmitNext(view);
            }
        }
    }
}
