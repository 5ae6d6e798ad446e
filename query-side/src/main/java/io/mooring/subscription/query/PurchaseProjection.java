package io.mooring.subscription.query;

import io.mooring.agreement.api.AgreementDecided;
import io.mooring.agreement.api.AgreementDecision;
import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementLicensed;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.NamesJoined;
import io.mooring.subscription.api.StatementRepeated;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code purchase_view} in line with the event stream; safe to replay. */
@Component
@ProcessingGroup("purchase-view")
class PurchaseProjection {

    private final JdbcClient jdbc;

    PurchaseProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A further episode begins anew. */
    @EventHandler
    void on(SubscriptionOpened event) {
        var purchase = event.purchase();
        jdbc.sql("""
                insert into purchase_view (subscription_id, listing, partition, product_code, customer_identifier,
                                           licence_arn, status, status_since, confirmed)
                values (:id, :listing, :partition, :productCode, :customer, :licence, :status, :since, false)
                on conflict (subscription_id) do update set listing = excluded.listing, status = excluded.status,
                   status_since = excluded.status_since, landed_at = null, confirmed = excluded.confirmed
                """)
                .param("id", event.subscriptionId().value())
                .param("listing", purchase.listing())
                .param("partition", purchase.partition())
                .param("productCode", purchase.productCode())
                .param("customer", purchase.customerIdentifier(), Types.VARCHAR)
                .param("licence", purchase.licenseArn(), Types.VARCHAR)
                .param("status", SubscriptionStatus.WAITING_FOR_AWS.name())
                .param("since", utc(event.openedAt()))
                .update();
    }

    @EventHandler
    void on(BuyerLanded event) {
        jdbc.sql("""
                update purchase_view set landed_at = :at, aws_account_id = coalesce(:account, aws_account_id)
                 where subscription_id = :id
                """)
                .param("id", event.subscriptionId().value())
                .param("account", event.awsAccountId(), Types.VARCHAR)
                .param("at", utc(event.landedAt()))
                .update();
    }

    @EventHandler
    void on(SubscriptionConfirmed event) {
        answered(event.subscriptionId(), SubscriptionStatus.CONFIRMED, event.confirmedAt());
    }

    @EventHandler
    void on(SubscriptionFailed event) {
        answered(event.subscriptionId(), SubscriptionStatus.FAILED, event.failedAt());
    }

    @EventHandler
    void on(SubscriptionEnding event) {
        status(event.subscriptionId(), SubscriptionStatus.ENDING, event.endingAt());
    }

    @EventHandler
    void on(SubscriptionEnded event) {
        status(event.subscriptionId(), SubscriptionStatus.ENDED, event.endedAt());
    }

    @EventHandler
    void on(SubscriptionSuperseded event) {
        status(event.subscriptionId(), SubscriptionStatus.SUPERSEDED, event.supersededAt());
    }

    @EventHandler
    void on(StatementRepeated event) {
        status(event.subscriptionId(), event.status(), event.repeatedAt());
    }

    /** A purchase that began under its customer identifier has both names from now on; one that began under its licence is found by that. */
    @EventHandler
    void on(NamesJoined event) {
        jdbc.sql("""
                update purchase_view set licence_arn = :licence where subscription_id = :id and customer_identifier is not null
                """)
                .param("id", event.subscriptionId().value())
                .param("licence", event.licenseArn())
                .update();
    }

    @EventHandler
    void on(AgreementLicensed event) {
        agreement(event.purchase().subscriptionId(), event.awsAgreementId());
        licensed(event.awsAgreementId(), event.licensedAt());
    }

    private void licensed(String awsAgreementId, Instant at) {
        jdbc.sql("""
                insert into purchase_view_licence (aws_agreement_id, licensed_at) values (:id, :at)
                on conflict (aws_agreement_id) do update
                   set licensed_at = greatest(purchase_view_licence.licensed_at, excluded.licensed_at)
                """).param("id", awsAgreementId).param("at", utc(at)).update();
    }

    @EventHandler
    void on(AgreementDeprovisioned event) {
        jdbc.sql("""
                insert into purchase_view_licence (aws_agreement_id, deprovisioned_at) values (:id, :at)
                on conflict (aws_agreement_id) do update
                   set deprovisioned_at = greatest(purchase_view_licence.deprovisioned_at, excluded.deprovisioned_at)
                """)
                .param("id", event.awsAgreementId())
                .param("at", utc(event.deprovisionedAt()))
                .update();
    }

    @EventHandler
    void on(AgreementDecided event) {
        if (event.decision() == AgreementDecision.IN_FORCE) {
            licensed(event.awsAgreementId(), event.decidedAt());
        }
    }

    @EventHandler
    void on(AgreementEnded event) {
        followed(event.awsAgreementId(), event.end().isSuperseded());
    }

    private void followed(String awsAgreementId, boolean isFollowed) {
        jdbc.sql("""
                insert into purchase_view_licence (aws_agreement_id, followed) values (:id, :followed)
                on conflict (aws_agreement_id) do update set followed = excluded.followed
                """).param("id", awsAgreementId).param("followed", isFollowed).update();
    }

    @EventHandler
    void on(AgreementRead event) {
        if (event.differences().contains(AgreementDifference.LICENCE_IN_FORCE)) {
            licensed(event.awsAgreementId(), event.readAt());
        }
        if (event.differences().contains(AgreementDifference.ENDED)) {
            followed(event.awsAgreementId(), event.reading().status().isFollowed());
        }
        if (event.purchase() == null) {
            return;
        }
        var id = event.purchase().subscriptionId();
        agreement(id, event.awsAgreementId());
        var startsAt = event.reading().startsAt();
        jdbc.sql("update purchase_view_agreement set starts_at = :startsAt where subscription_id = :id")
                .param("id", id.value())
                .param("startsAt", startsAt == null ? null : utc(startsAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** In a table of its own: an agreement may be known before its purchase is opened. */
    private void agreement(SubscriptionId id, String awsAgreementId) {
        jdbc.sql("""
                insert into purchase_view_agreement (subscription_id, aws_agreement_id) values (:id, :awsAgreementId)
                on conflict (subscription_id) do update set aws_agreement_id = excluded.aws_agreement_id
                """)
                .param("id", id.value())
                .param("awsAgreementId", awsAgreementId)
                .update();
    }

    private void status(SubscriptionId id, SubscriptionStatus status, Instant since) {
        jdbc.sql("update purchase_view set status = :status, status_since = :since where subscription_id = :id")
                .param("id", id.value())
                .param("status", status.name())
                .param("since", utc(since))
                .update();
    }

    private void answered(SubscriptionId id, SubscriptionStatus status, Instant since) {
        jdbc.sql("""
                update purchase_view set status = :status, status_since = :since, confirmed = :confirmed
                 where subscription_id = :id
                """)
                .param("id", id.value())
                .param("status", status.name())
                .param("since", utc(since))
                .param("confirmed", status == SubscriptionStatus.CONFIRMED)
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from purchase_view; delete from purchase_view_agreement; delete from purchase_view_licence")
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
