package io.mooring.activation.query;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.Explanation;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.api.Explanation.Reason;
import io.mooring.activation.api.FindExplanation;
import io.mooring.activation.api.FindStuckActivations;
import io.mooring.activation.api.StuckActivations;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers what somebody asks who runs Mooring: why is this one stuck, and how many are? */
@Component
class ExplanationQueries {

    private final JdbcClient jdbc;

    ExplanationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<Explanation> handle(FindExplanation query) {
        return jdbc.sql("""
                select view.*,
                       exists (select from activation_view_requirement r where r.activation_id = view.activation_id
                                and r.name = 'BILLING_ACCOUNT' and r.satisfied_at is null) as no_billing_account,
                       exists (select from activation_view_requirement r where r.activation_id = view.activation_id
                                and r.name = 'BOUND_WORKSPACE' and r.satisfied_at is null) as no_workspace,
                       exists (select from activation_view_requirement r where r.activation_id = view.activation_id
                                and r.name = 'CONFIRMED_SUBSCRIPTION' and r.satisfied_at is null) as not_confirmed,
                       agreement.provision
                  from activation_view view
                  left join purchase_view_agreement agreement using (subscription_id)
                 where (view.activation_id = :id or view.subscription_id = :id)
                   and view.opened_at is not null
                 order by view.episode desc limit 1
                """)
                .param("id", query.id())
                .query((row, number) -> explanation(row))
                .optional();
    }

    @QueryHandler
    Optional<StuckActivations> handle(FindStuckActivations query) {
        return jdbc.sql("""
                select (select count(*) from activation_view
                         where coalesce(status, 'OPEN') = 'OPEN' and aws_account_id is null
                           and subscription_status = 'CONFIRMED' and confirmed_at <= :since) as paid_not_landed,
                       (select count(*) from purchase_view left join purchase_view_agreement using (subscription_id)
                         where (status = 'WAITING_FOR_AWS' or (status = 'ENDED' and landed_at > status_since))
                           and greatest(landed_at, starts_at) <= :since and landed_at is not null) as landed_not_confirmed
                """)
                .param("since", query.since().atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new StuckActivations(row.getLong("paid_not_landed"), row.getLong("landed_not_confirmed")))
                .optional();
    }

    private static Explanation explanation(ResultSet row) throws SQLException {
        var started = row.getObject("started_at") != null;
        var status = started ? ActivationStatus.valueOf(row.getString("status")) : ActivationStatus.OPEN;
        var subscription = SubscriptionStatus.valueOf(row.getString("subscription_status"));
        var since = instant(row, "status_since");
        return new Explanation(
                new ActivationId(row.getString("activation_id")),
                new SubscriptionId(row.getString("subscription_id")),
                status,
                since,
                subscription,
                switch (status) {
                    case COMPLETED -> List.of();
                    case SUPERSEDED -> List.of(Hindrance.of(Reason.SUPERSEDED, since));
                    case ENDED -> List.of(Hindrance.of(Reason.ENDED, since));
                    case PAUSED -> List.of(Hindrance.of(Reason.ENDING, since));
                    case EXPIRED -> List.of(Hindrance.of(Reason.EXPIRED, since));
                    case CANCELLED -> List.of(Hindrance.of(Reason.PAYMENT_FAILED, since));
                    case OPEN ->
                        started
                                ? hindrancesOfAnOpenOne(row, subscription)
                                : List.of(Hindrance.of(Reason.NOT_PROCESSED, instant(row, "opened_at")));
                });
    }

    private static List<Hindrance> hindrancesOfAnOpenOne(ResultSet row, SubscriptionStatus subscription)
            throws SQLException {
        var hindrances = new ArrayList<Hindrance>();
        var openedAt = instant(row, "opened_at");
        if (row.getString("aws_account_id") == null) {
            hindrances.add(Hindrance.of(Reason.NOT_LANDED, openedAt));
        }
        if (subscription == SubscriptionStatus.WAITING_FOR_AWS) {
            hindrances.add(Hindrance.of(
                    "SCHEDULED".equals(row.getString("provision")) ? Reason.NOT_BEGUN : Reason.NOT_CONFIRMED,
                    openedAt));
        }
        if (subscription == SubscriptionStatus.CONFIRMED && row.getBoolean("not_confirmed")) {
            hindrances.add(Hindrance.of(Reason.NOT_PROCESSED, instant(row, "confirmed_at")));
        }
        if (row.getBoolean("no_billing_account")) {
            hindrances.add(Hindrance.of(Reason.NO_BILLING_ACCOUNT, instant(row, "started_at")));
        }
        if (row.getBoolean("no_workspace")) {
            hindrances.add(Hindrance.of(Reason.NO_WORKSPACE, instant(row, "started_at")));
        }
        return hindrances;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
