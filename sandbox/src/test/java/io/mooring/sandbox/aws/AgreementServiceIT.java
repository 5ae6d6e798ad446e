package io.mooring.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.sandbox.aws.Purchase.Status;
import io.mooring.sandbox.durable.DurableMap;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplaceagreement.MarketplaceAgreementClient;
import software.amazon.awssdk.services.marketplaceagreement.model.AgreementViewSummary;
import software.amazon.awssdk.services.marketplaceagreement.model.Filter;
import software.amazon.awssdk.services.marketplaceagreement.model.ResourceNotFoundException;
import software.amazon.awssdk.services.marketplaceagreement.model.ValidationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated Agreement API, asked by AWS's own client where that knows the operation. */
class AgreementServiceIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private final SandboxClock clock = new SandboxClock(Clock.systemUTC());
    private final Ledger ledger = new Ledger(clock);
    private final Faults faults = new Faults();
    private final List<String> delivered = new ArrayList<>();
    private Purchases purchases;
    private RegistrationTokens tokens;
    private Entitlements entitlements;
    private AwsServices services;
    private MarketplaceAgreementClient client;

    @BeforeEach
    void start() {
        purchases = new Purchases(
                DurableMap.open(folder.resolve("purchases"), Purchase.class),
                (listing, body) -> delivered.add(body),
                ledger,
                clock);
        tokens = RegistrationTokens.keptIn(folder.resolve("tokens"), clock);
        entitlements = Entitlements.keptIn(folder.resolve("entitlements"));
        services = new AwsServices(0, purchases, tokens, entitlements, faults, ledger, clock);
        client = MarketplaceAgreementClient.builder()
                .endpointOverride(services.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        services.close();
        entitlements.close();
        tokens.close();
        purchases.close();
    }

    @Test
    void a_purchase_that_nobody_was_told_of_is_active_and_provisioned() {
        var purchase = buy();

        var described = client.describeAgreement(request -> request.agreementId(purchase.agreementId()));

        assertThat(delivered).isEmpty();
        assertThat(described.statusAsString()).isEqualTo("ACTIVE");
        assertThat(described.acceptor().accountId()).isEqualTo(purchase.awsAccountId());
        assertThat(described.proposalSummary().offerId()).isEqualTo(purchase.offerIdentifier());
        assertThat(described.endTime()).isNull();
        assertThat(licence(purchase).path("status").asString()).isEqualTo("PROVISIONED");
        assertThat(licence(purchase).path("licenseArn").asString()).isEqualTo(purchase.licenseArn());
        assertThat(ledger.lines())
                .extracting(Ledger.Line::operation)
                .contains("DescribeAgreement", "GetAgreementEntitlements");
    }

    @Test
    void a_payment_that_fails_is_seen_here_though_no_event_tells_of_it() {
        var purchase = purchases.subscribe(new Order("metrics", null, Announcement.MANUAL, 1, Duration.ZERO, true));

        assertThat(licence(purchase).path("status").asString()).isEqualTo("FAILED");
        assertThat(licence(purchase).path("statusReasonCode").asString()).isEqualTo("INVALID_PAYMENT_INSTRUMENT");
    }

    @Test
    void a_licence_is_scheduled_until_its_start() {
        var purchase = purchases.subscribe(new Order(
                "metrics", null, Announcement.MANUAL, 1, Duration.ZERO, false, null, false, Duration.ofDays(7)));
        assertThat(licence(purchase).path("status").asString()).isEqualTo("SCHEDULED");
        assertThat(licence(purchase).path("statusReasonCode").asString()).isEqualTo("FUTURE_START_DATE");

        clock.advance(Duration.ofDays(8));

        assertThat(licence(purchase).path("status").asString()).isEqualTo("PROVISIONED");
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIBED, ACTIVE, PROVISIONED",
        "PAYMENT_FAILED, ACTIVE, FAILED",
        "UNSUBSCRIBING, CANCELLED, PROVISIONED",
        "UNSUBSCRIBED, CANCELLED, DEPROVISIONED",
        "EXPIRED, EXPIRED, DEPROVISIONED",
        "TERMINATED, TERMINATED, DEPROVISIONED",
        "RENEWED, RENEWED, DEPROVISIONED",
        "REPLACED, REPLACED, DEPROVISIONED"
    })
    void the_truth_decides_what_is_said_here(Status truth, String agreement, String provision) {
        var purchase = buy();

        purchases.settle(purchase.customerIdentifier(), truth);

        assertThat(client.describeAgreement(request -> request.agreementId(purchase.agreementId()))
                        .statusAsString())
                .isEqualTo(agreement);
        assertThat(licence(purchase).path("status").asString()).isEqualTo(provision);
    }

    @Test
    void only_a_trial_has_a_trials_term() {
        var trial = purchases.subscribe(
                new Order("metrics", null, Announcement.MANUAL, 1, Duration.ZERO, false, null, true, Duration.ZERO));

        assertThat(client.getAgreementTerms(request -> request.agreementId(trial.agreementId()))
                        .acceptedTerms())
                .anyMatch(term -> term.freeTrialPricingTerm() != null);
        assertThat(client.getAgreementTerms(request -> request.agreementId(buy().agreementId()))
                        .acceptedTerms())
                .noneMatch(term -> term.freeTrialPricingTerm() != null);
    }

    @Test
    void agreements_are_found_by_what_they_have_in_common_page_by_page() {
        var first = buy();
        var second = purchases.subscribe(Order.renewing(first));
        var third = purchases.subscribe(Order.renewing(second));
        buy();

        assertThat(search(50, filter("LicenseArn", second.licenseArn())))
                .extracting(AgreementViewSummary::agreementId)
                .containsExactly(second.agreementId());
        assertThat(search(2, filter("InitialAgreementId", first.agreementId())))
                .extracting(AgreementViewSummary::agreementId)
                .containsExactly(third.agreementId(), second.agreementId(), first.agreementId());
        assertThat(search(50, filter("AcceptorAccountId", first.awsAccountId()), filter("Status", "RENEWED")))
                .hasSize(2);
        assertThat(search(
                        50,
                        filter(
                                "AfterLastUpdateTime",
                                clock.instant().plusSeconds(5).toString())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ResourceNotFoundException, 400",
        "ValidationException, 400",
        "AccessDeniedException, 400",
        "ThrottlingException, 400",
        "InternalServerException, 500"
    })
    void a_planned_fault_reaches_the_client_as_its_own_type(String type, int status) {
        var id = buy().agreementId();
        faults.plan("DescribeAgreement", type, 20);

        assertThatThrownBy(() -> client.describeAgreement(request -> request.agreementId(id)))
                .isInstanceOfSatisfying(AwsServiceException.class, fault -> {
                    assertThat(fault.getClass().getSimpleName()).isEqualTo(type);
                    assertThat(fault.statusCode()).isEqualTo(status);
                });
    }

    @Test
    void what_aws_would_refuse_is_refused() {
        assertThatThrownBy(() -> client.describeAgreement(request -> request.agreementId("agmt-x")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> search(50, filter("Colour", "red"))).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> client.searchAgreements(request -> request.catalog("AWSMarketplace")))
                .isInstanceOf(ValidationException.class);
    }

    private Purchase buy() {
        return purchases.subscribe(new Order("metrics", null, Announcement.MANUAL, 1, Duration.ZERO, false));
    }

    private List<AgreementViewSummary> search(int size, Filter... filters) {
        var all = new ArrayList<>(List.of(filters));
        all.add(filter("AgreementType", "PurchaseAgreement"));
        return client
                .searchAgreementsPaginator(request ->
                        request.catalog("AWSMarketplace").filters(all).maxResults(size))
                .stream()
                .flatMap(page -> page.agreementViewSummaries().stream())
                .toList();
    }

    private static Filter filter(String name, @Nullable String value) {
        return Filter.builder().name(name).values(value).build();
    }

    /** By hand, because AWS's client does not know the operation. */
    private JsonNode licence(Purchase purchase) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(services.address())
                            .header("X-Amz-Target", "AWSMPCommerceService_v20200301.GetAgreementEntitlements")
                            .header(
                                    "Authorization",
                                    "AWS4-HMAC-SHA256 Credential=x/20261126/us-east-1/aws-marketplace/aws4_request")
                            .POST(BodyPublishers.ofString(JSON.writeValueAsString(
                                    Map.of("agreementId", String.valueOf(purchase.agreementId())))))
                            .build(),
                    BodyHandlers.ofString());
            return JSON.readTree(answer.body()).path("agreementEntitlements").path(0);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
