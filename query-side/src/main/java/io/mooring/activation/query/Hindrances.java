package io.mooring.activation.query;

import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.api.Explanation.Reason;
import io.mooring.subscription.api.SubscriptionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of a row of {@code activation_view} what it still lacks: the same to whoever runs Mooring and to the buyer. */
final class Hindrances {

    /** The columns that are read beside those of {@code activation_view view}. */
    static final String COLUMNS = """
            exists (select from activation_view_requirement r where r.activation_id = view.activation_id
                    and r.name = 'BILLING_ACCOUNT' and r.satisfied_at is null) as no_billing_account,
            exists (select from activation_view_requirement r where r.activation_id = view.activation_id
                    and r.name = 'BOUND_WORKSPACE' and r.satisfied_at is null) as no_workspace,
            exists (select from activation_view_requirement r where r.activation_id = view.activation_id
                    and r.name = 'CONFIRMED_SUBSCRIPTION' and r.satisfied_at is null) as not_confirmed,
            (view.aws_account_id is not null or exists (select from purchase_view p
                    where p.subscription_id = view.subscription_id and p.landed_at is not null)) as landed
            """;

    /** In the order in which they would be mended; none of a completed one. */
    static List<Hindrance> of(ResultSet row) throws SQLException {
        if (row.getObject("started_at") == null) {
            return List.of(Hindrance.of(Reason.NOT_PROCESSED, instant(row, "opened_at")));
        }
        var since = instant(row, "status_since");
        return switch (ActivationStatus.valueOf(row.getString("status"))) {
            case COMPLETED -> List.of();
            case SUPERSEDED -> List.of(Hindrance.of(Reason.SUPERSEDED, since));
            case ENDED -> List.of(Hindrance.of(Reason.ENDED, since));
            case PAUSED -> List.of(Hindrance.of(Reason.ENDING, since));
            case EXPIRED -> List.of(Hindrance.of(Reason.EXPIRED, since));
            case CANCELLED -> List.of(Hindrance.of(Reason.PAYMENT_FAILED, since));
            case OPEN -> ofAnOpenOne(row, SubscriptionStatus.valueOf(row.getString("subscription_status")));
        };
    }

    private static List<Hindrance> ofAnOpenOne(ResultSet row, SubscriptionStatus subscription) throws SQLException {
        var hindrances = new ArrayList<Hindrance>();
        var openedAt = instant(row, "opened_at");
        // A buyer may have come whose account AWS did not name
        if (!row.getBoolean("landed")) {
            hindrances.add(Hindrance.of(Reason.NOT_LANDED, openedAt));
        }
        if (subscription == SubscriptionStatus.WAITING_FOR_AWS) {
            hindrances.add(
                    row.getBoolean("scheduled")
                            ? Hindrance.of(Reason.NOT_BEGUN, openedAt, instant(row, "starts_at"))
                            : Hindrance.of(Reason.NOT_CONFIRMED, openedAt));
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
        var overdue = instant(row, "access_overdue_since");
        if (overdue != null) {
            hindrances.add(Hindrance.of(Reason.ACCESS_OVERDUE, overdue));
        }
        return hindrances;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private Hindrances() {}
}
