package io.mooring.subscription.query;

import io.mooring.subscription.api.FollowedAgreements;
import io.mooring.subscription.api.GoneLicences;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks licences up in {@code purchase_view_licence}. */
@Component
class LicenceDirectory implements GoneLicences, FollowedAgreements {

    private final JdbcClient jdbc;

    LicenceDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Messages tell times by the second, and a licence begins before it ends. */
    @Override
    public boolean isGone(String awsAgreementId) {
        return jdbc.sql("""
                        select exists (select 1 from purchase_view_licence
                                        where aws_agreement_id = :id and not followed
                                          and deprovisioned_at >= coalesce(licensed_at, '-infinity'))
                        """).param("id", awsAgreementId).query(Boolean.class).single();
    }

    @Override
    public boolean isFollowed(String awsAgreementId) {
        return jdbc.sql("select exists (select 1 from purchase_view_licence where aws_agreement_id = :id and followed)")
                .param("id", awsAgreementId)
                .query(Boolean.class)
                .single();
    }
}
