package io.mooring.task.web;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.rule.api.RuleViolated;
import io.mooring.task.api.ListOpenTasks;
import io.mooring.task.api.ResolveTask;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskView;
import io.mooring.web.Queries;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    private static final int LONGEST_REASON = 500;
    private static final int CONFLICT = 409;
    private static final Pattern BY = Pattern.compile("[A-Za-z0-9._-]{1,60}");

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
        if (!BY.matcher(by).matches()) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, "by must match " + BY);
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            return refused(
                    WebEndpointResponse.STATUS_BAD_REQUEST, "reason must have 1 to " + LONGEST_REASON + " characters");
        }
        try {
            commands.send(new ResolveTask(new TaskId(id), reason.strip()), Actor.operator(by));
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
