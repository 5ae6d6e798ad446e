package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import io.mooring.subscription.marketplace.Entitlements.Amount;
import io.mooring.subscription.marketplace.Entitlements.Entitlement;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsEntitlementsTest {

    private static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    private static final Purchase BY_CUSTOMER = new Purchase("demo", "aws-cn", PRODUCT, "AbCdEf123", null);
    private static final Purchase BY_LICENCE = new Purchase("demo", "aws", PRODUCT, null, LICENCE);

    private final AwsStub aws = new AwsStub();
    private final AwsEntitlements entitlements = new AwsEntitlements(aws.properties(), Breakers.closed());

    @AfterEach
    void stop() {
        entitlements.close();
        aws.close();
    }

    @Test
    void all_pages_are_walked_the_empty_ones_too() {
        aws.answer(page("\"2\"", seats(1)))
                .answer(page("\"3\""))
                .answer(page("\"4\"", seats(2), seats(3)))
                .answer(page("null"));

        assertThat(entitlements.of(BY_CUSTOMER))
                .extracting(Entitlement::amount)
                .containsExactly(new Amount.Whole(1), new Amount.Whole(2), new Amount.Whole(3));
        assertThat(aws.requests)
                .extracting(request -> request.body().path("NextToken").stringValue("first"))
                .containsExactly("first", "2", "3", "4");
    }

    @Test
    void pages_without_end_are_not_walked_for_ever() {
        aws.answer(page("\"again\""));

        assertThatThrownBy(() -> entitlements.of(BY_CUSTOMER)).isInstanceOf(EntitlementsUnavailable.class);
        assertThat(aws.requests).hasSize(AwsEntitlements.MOST_PAGES);
    }

    /** Part of what a purchase entitles to would look like less of it. */
    @Test
    void pages_that_do_not_all_come_in_time_are_no_answer() {
        aws.answer(page("\"again\"", seats(1)));
        var nanos = new AtomicLong();
        try (var slow = new AwsEntitlements(
                aws.properties(),
                Breakers.closed(),
                () -> nanos.getAndAdd(Duration.ofSeconds(1).toNanos()))) {
            assertThatThrownBy(() -> slow.of(BY_CUSTOMER))
                    .isInstanceOfSatisfying(
                            EntitlementsUnavailable.class,
                            unanswered -> assertThat(unanswered.why()).isEqualTo(Why.SILENT))
                    .hasMessageContaining("not all answers within PT15S");
        }
        assertThat(aws.requests).hasSize(14);
    }

    @Test
    void what_the_role_may_not_ask_is_counted() {
        aws.refuse(403, "AccessDeniedException");
        var meters = new SimpleMeterRegistry();
        var breaker = new AwsBreaker("entitlements", List.of("demo"), Clock.systemUTC(), meters);
        try (var refused = new AwsEntitlements(aws.properties(), breaker)) {
            assertThatThrownBy(() -> refused.of(BY_CUSTOMER)).isInstanceOf(EntitlementsUnavailable.class);
        }
        assertThat(meters.counter(
                                "mooring.aws.refused",
                                "service",
                                "entitlements",
                                "listings",
                                "demo",
                                "operation",
                                "GetEntitlements")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_purchase_with_a_licence_is_asked_for_by_it() {
        aws.answer(page("null", seats(5)));

        assertThat(entitlements.of(BY_LICENCE))
                .containsExactly(new Entitlement(
                        "seats",
                        new Amount.Whole(5),
                        Instant.parse("2027-01-01T00:00:00Z"),
                        null,
                        "222222222222",
                        LICENCE));
        assertThat(aws.requests.getFirst().target()).isEqualTo("AWSMPEntitlementService.GetEntitlements");
        assertThat(aws.requests.getFirst().body().path("Filter"))
                .hasToString("{\"LICENSE_ARN\":[\"" + LICENCE + "\"]}");
    }

    @Test
    void any_other_is_asked_for_by_its_customer() {
        aws.answer(page("null"));

        assertThat(entitlements.of(BY_CUSTOMER)).isEmpty();
        assertThat(aws.requests.getFirst().body().path("Filter"))
                .hasToString("{\"CUSTOMER_IDENTIFIER\":[\"AbCdEf123\"]}");
    }

    @Test
    void amounts_have_types() {
        aws.answer(page(
                "null",
                value("{\"IntegerValue\":0}"),
                value("{\"DoubleValue\":1.5}"),
                value("{\"BooleanValue\":false}"),
                value("{\"StringValue\":\"gold\"}"),
                value("{\"SomethingNew\":1}"),
                "{\"Dimension\":\"d\"}"));

        assertThat(entitlements.of(BY_CUSTOMER))
                .extracting(Entitlement::amount)
                .containsExactly(
                        new Amount.Whole(0),
                        new Amount.Fraction(1.5),
                        new Amount.Switch(false),
                        new Amount.Text("gold"),
                        new Amount.Untold(),
                        new Amount.Untold());
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidParameterException, 1",
        "400, ThrottlingException, 3",
        "500, InternalServiceErrorException, 3"
    })
    void an_error_of_aws_is_not_an_empty_answer(int status, String type, int tries) {
        aws.refuse(status, type);

        assertThatThrownBy(() -> entitlements.of(BY_CUSTOMER))
                .isInstanceOf(EntitlementsUnavailable.class)
                .hasMessageContaining(type);
        assertThat(aws.requests).hasSize(tries);
    }

    private static String page(String next, String... entitlements) {
        return "{\"Entitlements\":[" + String.join(",", entitlements) + "],\"NextToken\":" + next + "}";
    }

    private static String seats(int count) {
        return "{\"ProductCode\":\"" + PRODUCT + "\",\"Dimension\":\"seats\",\"CustomerAWSAccountId\":\"222222222222\","
                + "\"LicenseArn\":\"" + LICENCE + "\",\"ExpirationDate\":1798761600,\"Value\":{\"IntegerValue\":"
                + count + "}}";
    }

    private static String value(String value) {
        return "{\"Dimension\":\"d\",\"Value\":" + value + "}";
    }
}
