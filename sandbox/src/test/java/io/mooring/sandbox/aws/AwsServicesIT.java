package io.mooring.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.mooring.sandbox.durable.DurableMap;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplaceentitlement.MarketplaceEntitlementClient;
import software.amazon.awssdk.services.marketplaceentitlement.model.GetEntitlementsResponse;
import software.amazon.awssdk.services.marketplaceentitlement.model.InvalidParameterException;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringClient;
import software.amazon.awssdk.services.marketplacemetering.model.ExpiredTokenException;
import software.amazon.awssdk.services.marketplacemetering.model.InvalidTokenException;
import software.amazon.awssdk.services.marketplacemetering.model.ResolveCustomerResponse;

/** The simulated services, asked by AWS's own clients. */
class AwsServicesIT {

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox"));
    private static final String PRODUCT = SandboxListing.OBSERVABILITY.productCode();

    @TempDir
    Path folder;

    private final SandboxClock clock = new SandboxClock(Clock.systemUTC());
    private final Ledger ledger = new Ledger(clock);
    private final Faults faults = new Faults();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private Purchases purchases;
    private RegistrationTokens tokens;
    private Entitlements entitlements;
    private AwsServices services;
    private MarketplaceMeteringClient metering;
    private MarketplaceEntitlementClient entitlement;

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
        metering = MarketplaceMeteringClient.builder()
                .endpointOverride(services.address())
                .region(Region.CN_NORTHWEST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        entitlement = MarketplaceEntitlementClient.builder()
                .endpointOverride(services.address())
                .region(Region.CN_NORTHWEST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        metering.close();
        entitlement.close();
        services.close();
        entitlements.close();
        tokens.close();
        purchases.close();
    }

    @Test
    void a_token_says_who_sent_it_as_often_as_it_is_asked() {
        var purchase = purchases.subscribe(order(Announcement.MANUAL));
        var token = tokens.issue(purchase.customerIdentifier()).token();

        var first = resolve(token);

        assertThat(first.customerIdentifier()).isEqualTo(purchase.customerIdentifier());
        assertThat(first.customerAWSAccountId()).isEqualTo(purchase.awsAccountId());
        assertThat(first.productCode()).isEqualTo(PRODUCT);
        assertThat(first.responseMetadata().requestId()).isNotEqualTo("UNKNOWN");
        assertThat(resolve(token).equalsBySdkFields(first)).isTrue();
    }

    @Test
    void a_token_lives_for_four_hours() {
        var customer = purchases.subscribe(order(Announcement.MANUAL)).customerIdentifier();
        var token = tokens.issue(customer).token();
        clock.advance(Duration.ofHours(4).minusSeconds(60));
        assertThat(resolve(token).customerIdentifier()).isEqualTo(customer);

        clock.advance(Duration.ofSeconds(61));

        assertThatThrownBy(() -> resolve(token)).isInstanceOf(ExpiredTokenException.class);
        assertThatThrownBy(() -> resolve(tokens.issueExpired(customer).token()))
                .isInstanceOf(ExpiredTokenException.class);
    }

    @Test
    void an_unknown_token_is_invalid() {
        assertThatThrownBy(() -> resolve("made up")).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void tokens_and_purchases_outlive_the_sandbox() {
        var purchase = purchases.subscribe(order(Announcement.MANUAL));
        var token = tokens.issue(purchase.customerIdentifier()).token();

        stop();
        start();

        assertThat(resolve(token).customerAWSAccountId()).isEqualTo(purchase.awsAccountId());
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400",
        "InternalServiceErrorException, 500",
        "DisabledApiException, 400",
        "ExpiredTokenException, 400"
    })
    void a_planned_fault_reaches_the_client_as_its_own_type(String type, int status) {
        var token = tokens.issue(purchases.subscribe(order(Announcement.MANUAL)).customerIdentifier())
                .token();
        faults.plan("ResolveCustomer", type, 20);

        assertThatThrownBy(() -> resolve(token)).isInstanceOfSatisfying(AwsServiceException.class, fault -> {
            assertThat(fault.getClass().getSimpleName()).isEqualTo(type);
            assertThat(fault.statusCode()).isEqualTo(status);
            assertThat(fault.awsErrorDetails().errorCode()).isEqualTo(type);
        });

        faults.clear();
        assertThat(resolve(token).productCode()).isEqualTo(PRODUCT);
    }

    @Test
    void an_answer_that_is_lost_leaves_the_work_done() {
        var customer = purchases.subscribe(order(Announcement.MANUAL)).customerIdentifier();
        var token = tokens.issue(customer).token();
        faults.plan("ResolveCustomer", Faults.LOST, 20);

        assertThatThrownBy(() -> resolve(token)).isInstanceOf(SdkClientException.class);

        assertThat(purchases.find(customer).orElseThrow().landed()).isTrue();
        assertThat(ledger.lines())
                .extracting(Ledger.Line::operation, Ledger.Line::outcome)
                .contains(tuple("ResolveCustomer", "LOST"));
    }

    @Test
    void an_answer_that_is_slow_comes_all_the_same() {
        var customer = purchases.subscribe(order(Announcement.MANUAL)).customerIdentifier();
        var token = tokens.issue(customer).token();
        faults.plan("ResolveCustomer", Faults.SLOW, 1, 300);
        var began = System.nanoTime();

        assertThat(resolve(token).customerIdentifier()).isEqualTo(customer);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @CsvSource({"SLOW, 0", "SLOW, 30001", "LOST, 5", "ThrottlingException, 5"})
    void a_fault_lasts_within_bounds(String error, long millis) {
        assertThatThrownBy(() -> faults.plan("DescribeAgreement", error, 1, millis))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_fault_that_passes_is_overcome_by_the_clients_own_retry() {
        var customer = purchases.subscribe(order(Announcement.MANUAL)).customerIdentifier();
        faults.plan("ResolveCustomer", "ThrottlingException", 1);

        assertThat(resolve(tokens.issue(customer).token()).customerIdentifier()).isEqualTo(customer);
    }

    @Test
    void resolving_the_first_token_sets_off_the_notification_that_waits_for_the_landing() {
        var customer = purchases.subscribe(order(Announcement.AFTER)).customerIdentifier();
        assertThat(delivered).isEmpty();

        resolve(tokens.issue(customer).token());
        resolve(tokens.issue(customer).token());

        await().until(() -> purchases.find(customer).orElseThrow().announced());
        assertThat(delivered).singleElement().asString().contains("subscribe-success", customer);
    }

    @Test
    void entitlements_come_page_by_page_and_the_first_page_is_empty() {
        var customer = purchases.subscribe(order(Announcement.MANUAL)).customerIdentifier();
        entitlements.set(
                customer,
                new Entitlements.Entitled(List.of(
                        new Entitlements.Entitlement("users", clock.instant(), 10, null, null, null),
                        new Entitlements.Entitlement("gigabytes", null, null, new BigDecimal("2.5"), null, null),
                        new Entitlements.Entitlement("tier", null, null, null, null, "gold"))));

        var first = ask(null, 2, Map.of("CUSTOMER_IDENTIFIER", List.of(customer)));
        var second = ask(first.nextToken(), 2, Map.of("CUSTOMER_IDENTIFIER", List.of(customer)));
        var third = ask(second.nextToken(), 2, Map.of("CUSTOMER_IDENTIFIER", List.of(customer)));

        assertThat(first.entitlements()).isEmpty();
        assertThat(second.entitlements()).hasSize(2);
        assertThat(second.entitlements().getFirst().value().integerValue()).isEqualTo(10);
        assertThat(second.entitlements().getFirst().expirationDate()).isNotNull();
        assertThat(third.entitlements()).singleElement().satisfies(it -> {
            assertThat(it.value().stringValue()).isEqualTo("gold");
            assertThat(it.customerIdentifier()).isEqualTo(customer);
        });
        assertThat(third.nextToken()).isNull();
    }

    @Test
    void a_product_paid_by_usage_has_no_entitlements_and_that_is_no_error() {
        purchases.subscribe(order(Announcement.MANUAL));

        var page = ask(null, 25, Map.of());

        assertThat(page.entitlements()).isEmpty();
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void customer_and_account_exclude_each_other_in_a_filter() {
        assertThatThrownBy(() -> ask(
                        null,
                        25,
                        Map.of(
                                "CUSTOMER_IDENTIFIER",
                                List.of("a"),
                                "CUSTOMER_AWS_ACCOUNT_ID",
                                List.of("222222222222"))))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void an_unsigned_request_is_refused() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(services.address())
                            .header("X-Amz-Target", "AWSMPMeteringService.ResolveCustomer")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"RegistrationToken\":\"x\"}"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
        }
    }

    @Test
    void the_ledger_tells_what_was_asked_and_never_the_token() {
        var customer = purchases.subscribe(order(Announcement.MANUAL)).customerIdentifier();
        var token = tokens.issue(customer).token();

        resolve(token);

        assertThat(ledger.lines())
                .extracting(Ledger.Line::operation, Ledger.Line::customerIdentifier, Ledger.Line::outcome)
                .contains(tuple("ResolveCustomer", customer, "resolved"));
        assertThat(ledger.lines().toString()).doesNotContain(token);
    }

    private static Order order(Announcement announcement) {
        return new Order(null, null, announcement, 1, Duration.ZERO, false);
    }

    private ResolveCustomerResponse resolve(String token) {
        return metering.resolveCustomer(request -> request.registrationToken(token));
    }

    private GetEntitlementsResponse ask(@Nullable String nextToken, int size, Map<String, List<String>> filter) {
        return entitlement.getEntitlements(request -> request.productCode(PRODUCT)
                .maxResults(size)
                .nextToken(nextToken)
                .filterWithStrings(filter));
    }
}
