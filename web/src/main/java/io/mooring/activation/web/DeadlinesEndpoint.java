package io.mooring.activation.web;

import io.mooring.activation.api.DeadlineView;
import io.mooring.activation.api.ListDeadlines;
import io.mooring.web.Queries;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/** What is to happen by itself, and when: by the id of a subscription, an activation or an agreement of AWS. */
@Component
@Endpoint(id = "deadlines")
class DeadlinesEndpoint {

    private final Queries queries;

    DeadlinesEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** The next one first. */
    record Deadlines(List<DeadlineView> deadlines) {}

    @ReadOperation
    Deadlines of(@Selector String id) {
        return new Deadlines(queries.list(new ListDeadlines(id), DeadlineView.class));
    }
}
