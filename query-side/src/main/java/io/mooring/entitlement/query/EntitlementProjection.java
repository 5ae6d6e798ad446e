package io.mooring.entitlement.query;

import io.mooring.entitlement.api.Entitlement;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.entitlement.api.EntitlementChange;
import io.mooring.entitlement.api.EntitlementsChanged;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.subscription.api.SubscriptionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code entitlement_view} in line with the event stream, and answers from it; safe to replay. */
@Component
@ProcessingGroup("entitlement-view")
class EntitlementProjection implements KnownEntitlements {

    private final JdbcClient jdbc;

    EntitlementProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(EntitlementsChanged event) {
        event.changes().forEach(change -> apply(event, change));
    }

    private void apply(EntitlementsChanged event, EntitlementChange change) {
        var after = change.after();
        if (after == null) {
            jdbc.sql("delete from entitlement_view where subscription_id = :id and dimension = :dimension")
                    .param("id", event.subscriptionId().value())
                    .param("dimension", change.dimension())
                    .update();
            return;
        }
        jdbc.sql("""
                insert into entitlement_view (subscription_id, dimension, kind, amount, valid_until, since)
                values (:id, :dimension, :kind, :amount, :validUntil, :since)
                on conflict (subscription_id, dimension) do update set kind = excluded.kind, amount = excluded.amount,
                   valid_until = excluded.valid_until, since = excluded.since
                """)
                .param("id", event.subscriptionId().value())
                .param("dimension", change.dimension())
                .param("kind", after.kind().name())
                .param("amount", after.amount(), Types.VARCHAR)
                .param(
                        "validUntil",
                        after.validUntil() == null ? null : after.validUntil().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("since", event.readAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public List<Entitlement> of(SubscriptionId subscriptionId) {
        return jdbc.sql("select * from entitlement_view where subscription_id = :id order by dimension")
                .param("id", subscriptionId.value())
                .query((row, number) -> entitlement(row))
                .list();
    }

    private static Entitlement entitlement(ResultSet row) throws SQLException {
        var validUntil = row.getObject("valid_until", OffsetDateTime.class);
        return new Entitlement(
                row.getString("dimension"),
                Kind.valueOf(row.getString("kind")),
                row.getString("amount"),
                validUntil == null ? null : validUntil.toInstant());
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from entitlement_view").update();
    }
}
