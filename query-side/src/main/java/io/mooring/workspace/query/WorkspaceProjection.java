package io.mooring.workspace.query;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceCreated;
import io.mooring.workspace.api.WorkspaceReleased;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code workspace_view} and the settlement of each workspace in line with the event stream; safe to replay. */
@Component
@ProcessingGroup("workspace-view")
class WorkspaceProjection {

    private final JdbcClient jdbc;

    WorkspaceProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(WorkspaceCreated event) {
        jdbc.sql("""
                insert into workspace_view
                       (workspace_id, billing_account_id, console_account_id, name, site, template_language, created_at)
                values (:id, :billingAccountId, :consoleAccountId, :name, :site, :templateLanguage, :createdAt)
                on conflict (workspace_id) do nothing
                """)
                .param("id", event.workspaceId().value())
                .param("billingAccountId", event.billingAccountId().value())
                .param("consoleAccountId", event.consoleAccountId().value())
                .param("name", event.name())
                .param("site", event.site())
                .param("templateLanguage", event.templateLanguage().name())
                .param("createdAt", utc(event.createdAt()))
                .update();
    }

    @EventHandler
    void on(WorkspaceBound event) {
        jdbc.sql("""
                insert into workspace_view_settlement (workspace_id, activation_id, subscription_id, since)
                values (:id, :activationId, :subscriptionId, :since)
                on conflict (workspace_id) do update set activation_id = excluded.activation_id,
                   subscription_id = excluded.subscription_id, since = excluded.since
                """)
                .param("id", event.workspaceId().value())
                .param("activationId", event.activationId().value())
                .param("subscriptionId", event.subscriptionId().value())
                .param("since", utc(event.boundAt()))
                .update();
    }

    @EventHandler
    void on(WorkspaceReleased event) {
        jdbc.sql("""
                delete from workspace_view_settlement where workspace_id = :id and activation_id = :activationId
                """)
                .param("id", event.workspaceId().value())
                .param("activationId", event.activationId().value())
                .update();
    }

    @EventHandler
    void on(BuyerLanded event) {
        if (event.awsAccountId() == null) {
            return;
        }
        jdbc.sql("""
                insert into workspace_view_payer (subscription_id, aws_account_id) values (:id, :awsAccountId)
                on conflict (subscription_id) do update set aws_account_id = excluded.aws_account_id
                """)
                .param("id", event.subscriptionId().value())
                .param("awsAccountId", event.awsAccountId())
                .update();
    }

    @EventHandler
    void on(ActivationCompleted event) {
        activation(event.activationId(), event.completedAt(), null);
    }

    @EventHandler
    void on(ActivationCancelled event) {
        activation(event.activationId(), null, event.cancelledAt());
    }

    @EventHandler
    void on(ActivationExpired event) {
        activation(event.activationId(), null, event.expiredAt());
    }

    @EventHandler
    void on(ActivationReopened event) {
        activation(event.activationId(), null, null);
    }

    @EventHandler
    void on(ActivationEnded event) {
        activation(event.activationId(), null, event.endedAt());
    }

    @EventHandler
    void on(ActivationSuperseded event) {
        activation(event.activationId(), null, event.supersededAt());
    }

    private void activation(ActivationId id, @Nullable Instant completedAt, @Nullable Instant closedAt) {
        jdbc.sql("""
                insert into workspace_view_activation (activation_id, completed_at, closed_at)
                values (:id, :completedAt, :closedAt)
                on conflict (activation_id) do update set completed_at = excluded.completed_at,
                   closed_at = excluded.closed_at
                """)
                .param("id", id.value())
                .param("completedAt", completedAt == null ? null : utc(completedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("closedAt", closedAt == null ? null : utc(closedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("""
                delete from workspace_view; delete from workspace_view_settlement;
                delete from workspace_view_activation; delete from workspace_view_payer
                """).update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
