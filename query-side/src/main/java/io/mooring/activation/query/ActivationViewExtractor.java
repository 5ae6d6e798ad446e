package io.mooring.activation.query;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.ActivationView.BillingAccount;
import io.mooring.activation.api.ActivationView.BoundWorkspace;
import io.mooring.activation.api.ActivationView.RequirementView;
import io.mooring.activation.api.ActivationView.Subscription;
import io.mooring.activation.api.Requirement;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Folds the rows of one activation, one per requirement and bound workspace, into its view. */
class ActivationViewExtractor implements ResultSetExtractor<Optional<ActivationView>> {

    @Override
    public Optional<ActivationView> extractData(ResultSet row) throws SQLException {
        var requirements = new LinkedHashSet<RequirementView>();
        var workspaces = new LinkedHashSet<BoundWorkspace>();
        ActivationView view = null;
        while (row.next()) {
            var requirement = row.getString("requirement");
            if (requirement != null) {
                requirements.add(new RequirementView(Requirement.valueOf(requirement), instant(row, "satisfied_at")));
            }
            if (row.getString("workspace_id") != null) {
                workspaces.add(workspace(row));
            }
            view = view(row, List.copyOf(requirements), List.copyOf(workspaces));
        }
        return Optional.ofNullable(view);
    }

    private static ActivationView view(
            ResultSet row, List<RequirementView> requirements, List<BoundWorkspace> workspaces) throws SQLException {
        var payer = row.getString("billing_account_id");
        return new ActivationView(
                new ActivationId(row.getString("activation_id")),
                row.getLong("version"),
                ActivationStatus.valueOf(row.getString("status")),
                subscription(row),
                requirements,
                Hindrances.of(row),
                payer == null ? null : new BillingAccount(new BillingAccountId(payer), row.getString("user_name")),
                workspaces,
                known(row, "started_at"),
                known(row, "expires_at"),
                instant(row, "completed_at"));
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                new SubscriptionId(row.getString("subscription_id")),
                SubscriptionStatus.valueOf(row.getString("subscription_status")),
                row.getString("listing"),
                row.getString("product_code"),
                row.getString("aws_account_id"),
                row.getInt("episode"),
                known(row, "opened_at"),
                instant(row, "confirmed_at"),
                row.getBoolean("free_trial"));
    }

    private static BoundWorkspace workspace(ResultSet row) throws SQLException {
        return new BoundWorkspace(
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("workspace_name"),
                row.getString("site"),
                TemplateLanguage.of(row.getString("template_language")),
                known(row, "bound_at"));
    }

    private static Instant known(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
