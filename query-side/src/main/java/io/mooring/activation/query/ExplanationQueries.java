package io.mooring.activation.query;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.Explanation;
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
        return jdbc.sql("select view.*, " + Hindrances.COLUMNS + """
                  from activation_view view
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
                select (select count(*) from activation_view view
                         where coalesce(status, 'OPEN') = 'OPEN' and aws_account_id is null
                           and subscription_status = 'CONFIRMED' and confirmed_at <= :since
                           and not exists (select from purchase_view p
                                 where p.subscription_id = view.subscription_id and p.landed_at is not null)) as paid_not_landed,
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
        return new Explanation(
                new ActivationId(row.getString("activation_id")),
                new SubscriptionId(row.getString("subscription_id")),
                status,
                instant(row, "status_since"),
                SubscriptionStatus.valueOf(row.getString("subscription_status")),
                Hindrances.of(row));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
