package io.mooring.activation.query;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.BoughtListingView;
import io.mooring.activation.api.FindBoughtListing;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.activation.api.ListOverdueActivations;
import io.mooring.activation.api.OverdueActivationView;
import io.mooring.subscription.api.ListPredecessors;
import io.mooring.subscription.api.SubscriptionId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers what an activation looks like, in one statement and therefore of one moment. */
@Component
class ActivationQueries {

    private final JdbcClient jdbc;

    ActivationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<ActivationView> handle(FindCurrentActivation query) {
        return jdbc.sql("select " + Hindrances.COLUMNS + """
                       , view.*, payer.user_name, requirement.name as requirement, requirement.satisfied_at,
                       workspace.workspace_id, workspace.name as workspace_name, workspace.site,
                       workspace.template_language, binding.bound_at
                  from activation_view view
                  left join activation_view_payer payer on payer.billing_account_id = view.billing_account_id
                  left join activation_view_requirement requirement on requirement.activation_id = view.activation_id
                  left join (activation_view_binding binding
                       join activation_view_workspace workspace on workspace.workspace_id = binding.workspace_id)
                       on binding.activation_id = view.activation_id
                 where view.activation_id = (select current.activation_id from activation_view current
                       where current.subscription_id = :subscriptionId
                         and current.opened_at is not null and current.started_at is not null
                       order by current.episode desc limit 1)
                 order by requirement.position, binding.bound_at, workspace.workspace_id
                """)
                .param("subscriptionId", query.subscriptionId().value())
                .query(new ActivationViewExtractor());
    }

    @QueryHandler
    List<SubscriptionId> handle(ListPredecessors query) {
        return jdbc.sql("""
                with recursive before as (
                    select subscription_id, aws_account_id, 0 as distance from activation_view where subscription_id = :id
                    union all
                    select view.subscription_id, coalesce(view.aws_account_id, before.aws_account_id), distance + 1
                      from activation_view view join before on view.successor = before.subscription_id
                     where distance < 100
                       and coalesce(view.aws_account_id = before.aws_account_id, true))
                select subscription_id from before where distance > 0 order by distance
                """)
                .param("id", query.subscriptionId().value())
                .query((row, number) -> new SubscriptionId(row.getString("subscription_id")))
                .list();
    }

    @QueryHandler
    Optional<BoughtListingView> handle(FindBoughtListing query) {
        return jdbc.sql("select listing from activation_view where activation_id = :id and listing is not null")
                .param("id", query.activationId().value())
                .query((row, number) -> new BoughtListingView(row.getString("listing")))
                .optional();
    }

    @QueryHandler
    List<OverdueActivationView> handle(ListOverdueActivations query) {
        return jdbc.sql("""
                select activation_id, expires_at <= :before as expired from activation_view
                 where status = 'OPEN' and (expires_at <= :before or (remind_at <= :before and reminded_at is null))
                 order by least(remind_at, expires_at) desc limit :limit
                """)
                .param("before", query.before().atOffset(ZoneOffset.UTC))
                .param("limit", query.limit())
                .query((row, number) -> new OverdueActivationView(
                        new ActivationId(row.getString("activation_id")), row.getBoolean("expired")))
                .list();
    }
}
