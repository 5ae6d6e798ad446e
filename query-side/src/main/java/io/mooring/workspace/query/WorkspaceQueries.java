package io.mooring.workspace.query;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.workspace.api.ForgottenBindingView;
import io.mooring.workspace.api.ListForgottenBindings;
import io.mooring.workspace.api.ListWorkspacesOfBillingAccount;
import io.mooring.workspace.api.ListWorkspacesOfConsoleAccount;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceView;
import io.mooring.workspace.api.WorkspaceView.Settlement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists workspaces by who pays for them or who may enter them. */
@Component
class WorkspaceQueries {

    private static final String WORKSPACES = """
            select workspace.*, settlement.activation_id, settlement.subscription_id, settlement.since,
                   payer.aws_account_id, activation.completed_at is null as pending
              from workspace_view workspace
              left join workspace_view_settlement settlement on settlement.workspace_id = workspace.workspace_id
              left join workspace_view_payer payer on payer.subscription_id = settlement.subscription_id
              left join workspace_view_activation activation on activation.activation_id = settlement.activation_id
            """;

    private final JdbcClient jdbc;

    WorkspaceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    List<WorkspaceView> handle(ListWorkspacesOfBillingAccount query) {
        return jdbc.sql(WORKSPACES + "where workspace.billing_account_id = :id order by lower(name), workspace_id")
                .param("id", query.billingAccountId().value())
                .query((row, number) -> workspace(row))
                .list();
    }

    @QueryHandler
    List<WorkspaceView> handle(ListWorkspacesOfConsoleAccount query) {
        return jdbc.sql(WORKSPACES + "where workspace.console_account_id = :id order by lower(name), workspace_id")
                .param("id", query.consoleAccountId().value())
                .query((row, number) -> workspace(row))
                .list();
    }

    @QueryHandler
    List<ForgottenBindingView> handle(ListForgottenBindings query) {
        return jdbc.sql("""
                select settlement.workspace_id, settlement.activation_id
                  from workspace_view_activation activation
                  join workspace_view_settlement settlement on settlement.activation_id = activation.activation_id
                 where activation.closed_at <= :before order by activation.closed_at desc limit :limit
                """)
                .param("before", query.before().atOffset(ZoneOffset.UTC))
                .param("limit", query.limit())
                .query((row, number) -> new ForgottenBindingView(
                        new WorkspaceId(row.getString("workspace_id")),
                        new ActivationId(row.getString("activation_id"))))
                .list();
    }

    private static WorkspaceView workspace(ResultSet row) throws SQLException {
        return new WorkspaceView(
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("name"),
                row.getString("site"),
                TemplateLanguage.of(row.getString("template_language")),
                settlement(row));
    }

    private static @Nullable Settlement settlement(ResultSet row) throws SQLException {
        var activationId = row.getString("activation_id");
        return activationId == null
                ? null
                : new Settlement(
                        new ActivationId(activationId),
                        new SubscriptionId(row.getString("subscription_id")),
                        row.getString("aws_account_id"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getBoolean("pending"));
    }
}
