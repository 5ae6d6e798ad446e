package io.mooring.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.sandbox.durable.DurableMap;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResaleTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private final SandboxClock clock = new SandboxClock(Clock.systemUTC());
    private final Ledger ledger = new Ledger(clock);
    private final List<String> delivered = new ArrayList<>();
    private Purchases purchases;

    @BeforeEach
    void open() {
        purchases = new Purchases(
                DurableMap.open(folder.resolve("purchases"), Purchase.class),
                (listing, body) -> delivered.add(body),
                ledger,
                clock);
    }

    @AfterEach
    void close() {
        purchases.close();
    }

    @Test
    void the_maker_is_told_as_the_manufacturer_with_the_partners_name_and_the_leave_to_resell() {
        var purchase = purchases.subscribe(sold(true, null));
        purchases.announce(purchase.customerIdentifier());
        purchases.say(purchase.customerIdentifier(), "unsubscribe-pending", 1);
        purchases.say(purchase.customerIdentifier(), "unsubscribe-success", 1);

        var resale = Objects.requireNonNull(purchase.terms().resale());
        assertThat(delivered)
                .extracting(body -> read(body).path("detail-type").asString())
                .containsExactly(
                        "Purchase Agreement Created - Manufacturer",
                        "License Updated - Manufacturer",
                        "Purchase Agreement Ended - Manufacturer",
                        "License Deprovisioned - Manufacturer");
        assertThat(delivered).map(ResaleTest::read).allSatisfy(event -> {
            assertThat(event.at("/detail/resaleAuthorization/id").asString()).isEqualTo(resale.authorizationId());
            assertThat(event.at("/detail/proposer/accountId").asString()).isEqualTo(resale.partnerAccount());
            assertThat(event.path("account").asString()).isEqualTo(SandboxListing.SELLER_ACCOUNT);
        });
    }

    @Test
    void a_seller_who_is_both_gets_the_proposers_variant_of_agreements_only() {
        var purchase = purchases.subscribe(sold(false, null));
        purchases.announce(purchase.customerIdentifier());

        assertThat(delivered)
                .extracting(body -> read(body).path("detail-type").asString())
                .containsExactly("Purchase Agreement Created - Proposer", "License Updated - Manufacturer");
    }

    @Test
    void a_partners_renewal_is_the_same_partners() {
        var old = purchases.subscribe(sold(true, null));
        var next = purchases.subscribe(sold(false, old.customerIdentifier()));

        assertThat(next.terms().resale()).isEqualTo(old.terms().resale());
        close();
        open();
        assertThat(purchases.find(next.customerIdentifier())).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeAgreement", "GetAgreementTerms", "GetAgreementEntitlements"})
    void the_agreement_is_the_partners_and_the_maker_may_not_ask_about_it(String operation) {
        var purchase = purchases.subscribe(sold(true, null));
        var asked = JSON.valueToTree(Map.of("agreementId", String.valueOf(purchase.agreementId())));

        assertThatThrownBy(() -> operation(operation).answer(asked))
                .isInstanceOfSatisfying(
                        AwsFault.class, fault -> assertThat(fault.type()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void no_search_of_the_makers_finds_it() {
        var purchase = purchases.subscribe(sold(true, null));

        assertThat(new SearchAgreements(purchases, ledger, clock)
                        .answer(JSON.valueToTree(Map.of(
                                "catalog",
                                "AWSMarketplace",
                                "filters",
                                List.of(
                                        Map.of("name", "AgreementType", "values", List.of("PurchaseAgreement")),
                                        Map.of(
                                                "name",
                                                "LicenseArn",
                                                "values",
                                                List.of(String.valueOf(purchase.licenseArn()))))))))
                .containsEntry("agreementViewSummaries", List.of());
    }

    @Test
    void where_aws_names_customers_nobody_resells() {
        assertThatThrownBy(() -> purchases.subscribe(new Order(
                                "observability",
                                null,
                                Announcement.MANUAL,
                                1,
                                Duration.ZERO,
                                false,
                                null,
                                false,
                                Duration.ZERO)
                        .resold()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(purchases.all()).isEmpty();
    }

    private AwsOperation operation(String name) {
        return switch (name) {
            case "DescribeAgreement" -> new DescribeAgreement(purchases, ledger, clock);
            case "GetAgreementTerms" -> new GetAgreementTerms(purchases, ledger);
            default -> new GetAgreementEntitlements(purchases, ledger, clock);
        };
    }

    private static Order sold(boolean throughPartner, @Nullable String renews) {
        var order =
                new Order("metrics", null, Announcement.MANUAL, 1, Duration.ZERO, false, renews, false, Duration.ZERO);
        return throughPartner ? order.resold() : order;
    }

    private static JsonNode read(String body) {
        return JSON.readTree(body);
    }
}
