package io.mooring.web;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Asks the query side and waits for the answer; for workers only. */
@Component
public final class Queries {

    private static final int SECONDS = 10;

    private final QueryGateway gateway;

    public Queries(QueryGateway gateway) {
        this.gateway = gateway;
    }

    /** The answer to a {@code Find…}. */
    public <R> Optional<R> find(Object query, Class<R> answer) {
        return await(gateway.query(query, ResponseTypes.optionalInstanceOf(answer)));
    }

    /** The answer to a {@code List…}. */
    public <R> List<R> list(Object query, Class<R> answer) {
        return await(gateway.query(query, ResponseTypes.multipleInstancesOf(answer)));
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
