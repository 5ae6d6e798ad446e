package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.SubscriptionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers which names are one purchase's; called within the transaction that makes them so, which has the listing to itself. */
final class PurchaseNames {

    private final JdbcClient jdbc;

    PurchaseNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One purchase.
     *
     * @param customerIdentifier also where the purchase began under its licence, and {@link Purchase#customerIdentifier()} is {@code null} therefore
     * @param joinedAt {@code null} while one name is known
     */
    record Named(
            Purchase purchase,
            @Nullable String customerIdentifier,
            @Nullable Instant joinedAt) {}

    /** Until the transaction ends nobody else decides about names of this listing. */
    void lock(Listing listing) {
        lock("pg_advisory_xact_lock", listing);
    }

    /** Until the transaction ends nobody decides about names of this listing. */
    void lockShared(Listing listing) {
        lock("pg_advisory_xact_lock_shared", listing);
    }

    private void lock(String function, Listing listing) {
        jdbc.sql("SELECT 1 FROM (SELECT " + function + "(hashtextextended(:listing, 0))) AS locked")
                .param("listing", "purchase-names/" + listing.id())
                .query(Integer.class)
                .single();
    }

    Optional<Named> ofLicence(Listing listing, String licenseArn) {
        return jdbc.sql("SELECT * FROM purchase_names WHERE partition = :partition AND licence = :licence")
                .param("partition", listing.partition())
                .param("licence", Purchase.licence(licenseArn))
                .query((row, number) -> named(row))
                .optional();
    }

    /** In the order in which they were joined; one without a licence is the only one. */
    List<Named> ofCustomer(Listing listing, String customerIdentifier) {
        return ofCustomer(listing.partition(), listing.productCode(), customerIdentifier);
    }

    List<Named> ofCustomer(String partition, String productCode, String customerIdentifier) {
        return jdbc.sql("""
                        SELECT * FROM purchase_names
                         WHERE partition = :partition AND product_code = :productCode AND customer_identifier = :customer
                         ORDER BY joined_at, subscription_id
                        """)
                .param("partition", partition)
                .param("productCode", productCode)
                .param("customer", customerIdentifier)
                .query((row, number) -> named(row))
                .list();
    }

    Optional<Named> of(SubscriptionId id) {
        return jdbc.sql("SELECT * FROM purchase_names WHERE subscription_id = :id")
                .param("id", id.value())
                .query((row, number) -> named(row))
                .optional();
    }

    void put(Purchase purchase, @Nullable String customerIdentifier, @Nullable Instant joinedAt) {
        jdbc.sql("""
                        INSERT INTO purchase_names (subscription_id, listing, partition, product_code, customer_identifier,
                                                    licence, licence_arn, joined_at)
                        VALUES (:id, :listing, :partition, :productCode, :customer, :licence, :licenceArn, :joinedAt)
                        ON CONFLICT (subscription_id) DO UPDATE
                           SET customer_identifier = excluded.customer_identifier, licence = excluded.licence,
                               licence_arn = excluded.licence_arn, joined_at = excluded.joined_at
                        """)
                .param("id", purchase.subscriptionId().value())
                .param("listing", purchase.listing())
                .param("partition", purchase.partition())
                .param("productCode", purchase.productCode())
                .param("customer", customerIdentifier, Types.VARCHAR)
                .param("licence", purchase.licence(), Types.VARCHAR)
                .param("licenceArn", purchase.licenseArn(), Types.VARCHAR)
                .param(
                        "joinedAt",
                        joinedAt == null ? null : joinedAt.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Its name is another purchase's now. */
    void remove(SubscriptionId id) {
        jdbc.sql("DELETE FROM purchase_names WHERE subscription_id = :id")
                .param("id", id.value())
                .update();
    }

    /** Since when AWS, asked about a name, names these candidates and no others; from {@code now} on where it named others before, or none. */
    Instant ambiguousSince(PurchaseName name, List<String> candidates, Instant now) {
        return jdbc.sql("""
                        INSERT INTO ambiguous_names (name, candidates, since) VALUES (:name, :candidates, :now)
                        ON CONFLICT (name) DO UPDATE
                           SET since = CASE WHEN ambiguous_names.candidates = excluded.candidates
                                            THEN ambiguous_names.since ELSE excluded.since END,
                               candidates = excluded.candidates
                        RETURNING since
                        """)
                .param("name", name.key())
                .param("candidates", String.join(" ", candidates))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        row.getObject("since", OffsetDateTime.class).toInstant())
                .single();
    }

    /** It is known whose it is, or AWS says otherwise: whatever AWS names the next time is new. */
    void noLongerAmbiguous(List<PurchaseName> known) {
        jdbc.sql("DELETE FROM ambiguous_names WHERE name IN (:names)")
                .param("names", known.stream().map(PurchaseName::key).toList())
                .update();
    }

    private static Named named(ResultSet row) throws SQLException {
        var listing = row.getString("listing");
        var partition = row.getString("partition");
        var productCode = row.getString("product_code");
        var customer = row.getString("customer_identifier");
        var licence = row.getString("licence_arn");
        var joinedAt = row.getObject("joined_at", OffsetDateTime.class);
        var began = new Purchase(listing, partition, productCode, customer, licence);
        var purchase = began.subscriptionId().value().equals(row.getString("subscription_id"))
                ? began
                : new Purchase(listing, partition, productCode, null, Objects.requireNonNull(licence));
        return new Named(purchase, customer, joinedAt == null ? null : joinedAt.toInstant());
    }
}
