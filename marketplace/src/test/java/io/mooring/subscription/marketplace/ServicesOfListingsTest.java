package io.mooring.subscription.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.AwsStub.Request;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two partitions and two sellers in one engine: each question goes where the listing is sold. */
class ServicesOfListingsTest {

    private static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    private static final String NO_ENTITLEMENTS = "{\"Entitlements\":[]}";
    private static final String AGREEMENT = "{\"agreementId\":\"agmt-a\",\"status\":\"ACTIVE\"}";
    private static final ListingProperties LISTINGS = new ListingProperties(List.of(
            listing("china", "aws-cn", Feed.SNS),
            listing("newer", "aws", Feed.EVENTBRIDGE),
            listing("partner", "aws", Feed.EVENTBRIDGE)));

    private final AwsStub china = new AwsStub();
    private final AwsStub newer = new AwsStub();
    private final AwsStub partner = new AwsStub();
    private final Connections connections = new Connections(
            china.properties(),
            LISTINGS,
            new ConnectionProperties(List.of(own("newer", newer), own("partner", partner))));
    private final ConfiguredListings listings = new ConfiguredListings(LISTINGS);

    @AfterEach
    void stop() {
        china.close();
        newer.close();
        partner.close();
    }

    @Test
    void a_token_is_resolved_where_the_listing_is_sold() {
        newer.answer("{\"CustomerAWSAccountId\":\"222222222222\",\"ProductCode\":\"code-newer\",\"LicenseArn\":\""
                + LICENCE + "\"}");
        china.answer("{\"CustomerIdentifier\":\"Ab\",\"ProductCode\":\"code-china\"}");
        try (var customers = new CustomersOfListings(connections)) {
            assertThat(customers.resolve(known("newer"), "t").purchase().licenseArn())
                    .isEqualTo(LICENCE);
            assertThat(customers.resolve(known("china"), "t").purchase().customerIdentifier())
                    .isEqualTo("Ab");
        }
        assertThat(newer.requests)
                .extracting(Request::authorization)
                .singleElement()
                .asString()
                .contains("Credential=key-of-newer/", "/us-east-1/");
        assertThat(china.requests)
                .extracting(Request::authorization)
                .singleElement()
                .asString()
                .contains("Credential=key/", "/cn-northwest-1/");
    }

    @Test
    void entitlements_are_asked_for_where_the_listing_is_sold_and_one_that_is_away_stops_no_other() {
        china.refuse(500, "InternalServiceErrorException");
        newer.answer(NO_ENTITLEMENTS);
        try (var entitlements = new EntitlementsOfListings(connections, ignored -> Breakers.closed())) {
            for (var time = 0; time < AwsBreaker.FEWEST; time++) {
                assertThatThrownBy(() -> entitlements.of(new Purchase("china", "aws-cn", "code-china", "Ab", null)))
                        .isInstanceOf(Entitlements.EntitlementsUnavailable.class);
            }
            assertThat(entitlements.of(new Purchase("newer", "aws", "code-newer", null, LICENCE)))
                    .isEmpty();
            assertThatThrownBy(() -> entitlements.of(new Purchase("gone", "aws", "code-gone", null, LICENCE)))
                    .hasMessageContaining("no listing is configured as gone");
        }
        assertThat(newer.requests)
                .extracting(Request::authorization)
                .singleElement()
                .asString()
                .contains("/us-east-1/");
    }

    @Test
    void agreements_are_asked_for_as_each_seller_that_has_some_and_never_in_china() {
        newer.refuse(400, "AccessDeniedException");
        partner.answer(AGREEMENT).answer("{\"agreementEntitlements\":[]}").answer("{\"acceptedTerms\":[]}");
        try (var agreements = agreements()) {
            assertThat(agreements.byId("agmt-a"))
                    .map(AgreementReading::awsAgreementId)
                    .contains("agmt-a");
        }
        assertThat(newer.requests).hasSize(1);
        assertThat(partner.requests)
                .allSatisfy(request ->
                        assertThat(request.authorization()).contains("Credential=key-of-partner/", "/us-east-1/"));
        assertThat(china.requests).isEmpty();
    }

    @Test
    void what_is_asked_as_the_seller_of_a_listing_nobody_else_is_asked() {
        newer.refuse(400, "AccessDeniedException");
        partner.answer("{\"agreementViewSummaries\":[]}");
        try (var agreements = agreements()) {
            var since = Instant.parse("2026-11-23T01:02:11Z");
            assertThat(agreements.ofSeller(known("partner")).changed("prod-1", null, since, null))
                    .isEqualTo(new Agreements.Changed(List.of(), null));
            assertThatThrownBy(() -> agreements.ofSeller(known("china"))).isInstanceOf(AgreementsUnavailable.class);
        }
        assertThat(newer.requests).isEmpty();
    }

    @Test
    void an_agreement_is_unknown_only_if_every_seller_was_answered() {
        newer.refuse(400, "ResourceNotFoundException");
        partner.refuse(400, "ResourceNotFoundException");
        try (var agreements = agreements()) {
            assertThat(agreements.byId("agmt-a")).isEmpty();
        }
        try (var broken = new AwsStub().refuse(400, "AccessDeniedException");
                var agreements = new AgreementsOfListings(
                        new Connections(
                                china.properties(),
                                LISTINGS,
                                new ConnectionProperties(List.of(own("newer", broken), own("partner", partner)))),
                        listings::hasAgreements,
                        ignored -> Breakers.closed())) {
            assertThatThrownBy(() -> agreements.byId("agmt-a")).isInstanceOf(AgreementsUnavailable.class);
        }
    }

    @Test
    void without_such_a_listing_nobody_is_asked() {
        try (var agreements = new AgreementsOfListings(connections, any -> false, ignored -> Breakers.closed())) {
            assertThatThrownBy(() -> agreements.byLicence(LICENCE)).isInstanceOf(AgreementsUnavailable.class);
        }
    }

    private AgreementsOfListings agreements() {
        return new AgreementsOfListings(connections, listings::hasAgreements, ignored -> Breakers.closed());
    }

    private Listing known(String id) {
        return listings.byId(id).orElseThrow();
    }

    private static ConnectionProperties.Entry own(String id, AwsStub aws) {
        return new ConnectionProperties.Entry(
                id,
                "us-east-1",
                aws.endpoint(),
                aws.endpoint(),
                aws.endpoint(),
                null,
                null,
                null,
                null,
                "key-of-" + id,
                "s3cr3t");
    }

    private static ListingProperties.Entry listing(String id, String partition, Feed feed) {
        @Nullable String productId = null;
        return new ListingProperties.Entry(
                id, "Title", "code-" + id, partition, List.of(), feed, List.of(), productId, false);
    }
}
