package io.mooring.task.web;

import io.mooring.audit.api.Commands;
import io.mooring.rule.api.RuleViolated;
import io.mooring.task.api.ListOpenTasks;
import io.mooring.task.api.ResolveTask;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskView;
import io.mooring.web.Decided;
import io.mooring.web.Queries;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** The open tasks, and the way to close one, on the port for the inside. */
@Component
@Endpoint(id = "tasks")
class TasksEndpoint {

    private static final int AT_MOST = 500;
    private static final int CONFLICT = 409;

    private final Queries queries;
    private final Commands commands;

    TasksEndpoint(Queries queries, Commands commands) {
        this.queries = queries;
        this.commands = commands;
    }

    /** What is open. */
    record OpenTasks(List<TaskView> tasks) {}

    /** The oldest 500. */
    @ReadOperation
    OpenTasks open() {
        return new OpenTasks(queries.list(new ListOpenTasks(AT_MOST), TaskView.class));
    }

    /**
     * Closes the task: 204; 404 where there is none, 409 where it is not open, 400 for what cannot be kept.
     *
     * @param by who decided: a short account name, no personal data
     * @param reason how; 1 to 500 characters
     */
    @WriteOperation
    WebEndpointResponse<Map<String, String>> resolve(@Selector String id, String by, String reason) {
        var decided = new Decided(by, reason);
        var objection = decided.objection();
        if (objection != null) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, objection);
        }
        try {
            commands.send(new ResolveTask(new TaskId(id), decided.reason()), decided.actor());
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
        } catch (AggregateNotFoundException unknown) {
            return refused(WebEndpointResponse.STATUS_NOT_FOUND, "there is no such task");
        } catch (RuleViolated closed) {
            return refused(CONFLICT, closed.rule().slug());
        }
    }

    private static WebEndpointResponse<Map<String, String>> refused(int status, String detail) {
        return new WebEndpointResponse<>(Map.of("detail", detail), status);
    }
}
