package io.mooring.subscription.marketplace;

import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Spreads the questions of one pass over time, and waits for a service that is not asked at present, so that what comes after it is asked as well. */
final class Pacing {

    /** Between two questions, so that a pass does not use up what AWS lets an account ask. */
    static final Duration PACE = Duration.ofMillis(50);

    /** How often one pass waits for each service; later it goes on without. */
    static final int WAITS = 20;

    private final Rest rest;
    private final Map<Class<?>, Integer> waits = new HashMap<>();

    /** Lets time pass. */
    interface Rest {
        void take(Duration duration) throws InterruptedException;
    }

    Pacing(Rest rest) {
        this.rest = rest;
    }

    /** Lets the next question wait for its turn. */
    void next() throws InterruptedException {
        rest.take(PACE);
    }

    /** Puts a question when it is its turn, again after each wait for its service. */
    <T> T ask(Supplier<T> question) throws InterruptedException {
        while (true) {
            next();
            try {
                return question.get();
            } catch (AwsUnanswered unanswered) {
                if (!waits(List.of(unanswered))) {
                    throw unanswered;
                }
            }
        }
    }

    /** Waits where one of the services that did not answer is not asked at present, and returns whether it did; one wait serves all of them. */
    boolean waits(Collection<AwsUnanswered> unanswered) throws InterruptedException {
        var worthIt = paused(unanswered).stream()
                .filter(service -> waits.merge(service, 1, Integer::sum) <= WAITS)
                .count();
        if (worthIt == 0) {
            return false;
        }
        rest.take(AwsBreaker.PAUSE);
        return true;
    }

    private static Set<Class<?>> paused(Collection<AwsUnanswered> unanswered) {
        return unanswered.stream()
                .filter(it -> it.why() == Why.PAUSED)
                .map(AwsUnanswered::getClass)
                .collect(Collectors.toSet());
    }
}
