package io.mooring.activation.web;

import io.mooring.activation.api.Explanation;
import io.mooring.activation.api.FindExplanation;
import io.mooring.web.Queries;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/** Tells whoever runs Mooring, on the port for the inside, why an activation is not complete; 404 where nobody knows the id. */
@Component
@Endpoint(id = "explanation")
class ExplanationEndpoint {

    private final Queries queries;

    ExplanationEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** By the id of the activation, or of the subscription for its newest episode. */
    @ReadOperation
    @Nullable
    Explanation explain(@Selector String id) {
        return queries.find(new FindExplanation(id), Explanation.class).orElse(null);
    }
}
