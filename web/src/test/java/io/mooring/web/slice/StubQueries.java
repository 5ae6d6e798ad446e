package io.mooring.web.slice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** A query side that knows what it was told: an answer by query, since queries are records. */
@SuppressWarnings("deprecation")
public final class StubQueries implements QueryGateway {

    private final Map<Object, Supplier<Object>> answers = new ConcurrentHashMap<>();

    public void answer(Object query, Object answer) {
        answers.put(query, () -> answer);
    }

    public void fail(Object query, RuntimeException failure) {
        answers.put(query, () -> {
            throw failure;
        });
    }

    void reset() {
        answers.clear();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R, Q> CompletableFuture<R> query(String name, Q query, ResponseType<R> type) {
        try {
            var known = answers.get(query);
            @Nullable Object answer = known == null ? null : known.get();
            var many = type.getClass().getSimpleName().startsWith("Multiple");
            Object wrapped = many ? answer == null ? List.of() : answer : Optional.ofNullable(answer);
            return CompletableFuture.completedFuture((R) wrapped);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public <R, Q> Publisher<R> streamingQuery(String name, Q query, Class<R> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R, Q> Stream<R> scatterGather(String name, Q query, ResponseType<R> type, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <Q, I, U> SubscriptionQueryResult<I, U> subscriptionQuery(
            String name,
            Q query,
            ResponseType<I> initial,
            ResponseType<U> update,
            org.axonframework.queryhandling.@Nullable SubscriptionQueryBackpressure backpressure,
            int buffer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <Q, I, U> SubscriptionQueryResult<I, U> subscriptionQuery(
            String name, Q query, ResponseType<I> initial, ResponseType<U> update, int buffer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super QueryMessage<?, ?>> interceptor) {
        throw new UnsupportedOperationException();
    }
}
