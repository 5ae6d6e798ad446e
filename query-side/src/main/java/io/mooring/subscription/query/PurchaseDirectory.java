package io.mooring.subscription.query;

import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks purchases up in {@code purchase_view}. */
@Component
class PurchaseDirectory implements KnownPurchases {

    private static final String PURCHASES = """
            select purchase.*, agreement.aws_agreement_id, agreement.starts_at
              from purchase_view purchase left join purchase_view_agreement agreement using (subscription_id)
            """;

    private final JdbcClient jdbc;

    PurchaseDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<PurchaseView> find(SubscriptionId subscriptionId) {
        return jdbc.sql(PURCHASES + " where purchase.subscription_id = :id")
                .param("id", subscriptionId.value())
                .query((row, number) -> view(row))
                .optional();
    }

    @Override
    public Optional<PurchaseView> ofAgreement(String awsAgreementId) {
        return jdbc.sql(PURCHASES + " where agreement.aws_agreement_id = :id limit 1")
                .param("id", awsAgreementId)
                .query((row, number) -> view(row))
                .optional();
    }

    @Override
    public List<PurchaseView> notOver(@Nullable SubscriptionId after, int limit) {
        return jdbc.sql(PURCHASES + """
                         where purchase.subscription_id > :after and purchase.status not in ('ENDED', 'SUPERSEDED')
                         order by purchase.subscription_id limit :limit
                        """)
                .param("after", after == null ? "" : after.value())
                .param("limit", limit)
                .query((row, number) -> view(row))
                .list();
    }

    @Override
    public List<PurchaseView> byCustomerOnly(String listing, int limit) {
        return jdbc.sql(PURCHASES + """
                         where purchase.listing = :listing and purchase.licence_arn is null
                         order by purchase.subscription_id limit :limit
                        """)
                .param("listing", listing)
                .param("limit", limit)
                .query((row, number) -> view(row))
                .list();
    }

    @Override
    public Optional<String> awsAccountOf(SubscriptionId subscriptionId) {
        return jdbc.sql(
                        "select aws_account_id from purchase_view where subscription_id = :id and aws_account_id is not null")
                .param("id", subscriptionId.value())
                .query(String.class)
                .optional();
    }

    @Override
    public Optional<SubscriptionId> successorOf(SubscriptionId predecessor) {
        return jdbc.sql("""
                        select successor from activation_view
                         where subscription_id = :predecessor and successor is not null
                         order by episode desc limit 1
                        """)
                .param("predecessor", predecessor.value())
                .query((row, number) -> new SubscriptionId(row.getString("successor")))
                .optional();
    }

    @Override
    public Optional<SubscriptionId> predecessorOf(SubscriptionId successor) {
        return jdbc.sql("""
                        select before.subscription_id from activation_view before
                          join purchase_view purchase on purchase.subscription_id = before.subscription_id
                         where before.successor = :successor
                         order by purchase.status_since desc, before.subscription_id limit 1
                        """)
                .param("successor", successor.value())
                .query((row, number) -> new SubscriptionId(row.getString("subscription_id")))
                .optional();
    }

    private static PurchaseView view(ResultSet row) throws SQLException {
        return new PurchaseView(
                new SubscriptionId(row.getString("subscription_id")),
                new Purchase(
                        row.getString("listing"),
                        row.getString("partition"),
                        row.getString("product_code"),
                        row.getString("customer_identifier"),
                        row.getString("licence_arn")),
                row.getString("aws_agreement_id"),
                SubscriptionStatus.valueOf(row.getString("status")),
                Objects.requireNonNull(instant(row, "status_since")),
                instant(row, "landed_at"),
                row.getBoolean("confirmed"),
                instant(row, "starts_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
