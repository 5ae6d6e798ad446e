package io.mooring.subscription.marketplace;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stops asking a service of AWS for a while when half of the last questions were not answered, so that nobody queues up for time-outs. A refusal is an answer.
 *
 * <p>Not in front of {@code ResolveCustomer}: there a person waits with a token that lives for hours only, each landing is bounded already, and a try that
 * fails costs less than a buyer who is turned away because of others.
 */
final class AwsBreaker {

    static final Duration PAUSE = Duration.ofSeconds(30);
    static final int FEWEST = 5;

    private static final Logger LOG = LoggerFactory.getLogger(AwsBreaker.class);
    private static final int LAST = 10;
    private static final int PROBES = 2;

    private final CircuitBreaker breaker;
    private final AwsAccess access;

    /** The service's questions are not put at present. */
    static final class Open extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Open() {
            super("AWS is not asked while it does not answer", null, false, false);
        }
    }

    /**
     * For one service.
     *
     * @param service its name in the log and in the gauge {@code mooring.aws.paused}, which is 1 while it is not asked
     * @param listings that it is asked about, as the gauge's tag
     */
    AwsBreaker(String service, List<String> listings, Clock clock, MeterRegistry meters) {
        access = new AwsAccess(service, listings, meters);
        breaker = CircuitBreaker.of(
                service,
                CircuitBreakerConfig.custom()
                        .slidingWindow(LAST, FEWEST, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        // The clock may jump; how long a call took is of no interest here.
                        .clock(clock)
                        .currentTimestampFunction(any -> System.nanoTime(), TimeUnit.NANOSECONDS)
                        .recordException(AwsBreaker::isNoAnswer)
                        .ignoreException(AbortedException.class::isInstance)
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(change -> LOG.warn(
                        "Asking AWS for {} of {}: {} after {}",
                        service,
                        listings,
                        change.getStateTransition().getToState(),
                        change.getStateTransition().getFromState()));
        Gauge.builder("mooring.aws.paused", breaker, it -> it.getState() == CircuitBreaker.State.OPEN ? 1 : 0)
                .description("whether a service of AWS is not asked at present, because it did not answer")
                .tag("service", service)
                .tag("listings", String.join(",", listings))
                .register(meters);
    }

    /**
     * What the question gives.
     *
     * @throws Open without having asked
     */
    <T> T ask(Supplier<T> question) {
        try {
            return breaker.executeSupplier(question);
        } catch (CallNotPermittedException open) {
            throw new Open();
        }
    }

    /** Where its refusals are counted. */
    AwsAccess access() {
        return access;
    }

    private static boolean isNoAnswer(Throwable failure) {
        return failure instanceof AwsServiceException answer
                ? answer.statusCode() >= 500 || answer.isThrottlingException()
                : failure instanceof SdkException;
    }
}
