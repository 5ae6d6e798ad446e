package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceCustomers.ResolvedCustomer;
import io.mooring.subscription.api.MarketplaceCustomers.TokenRefused;
import io.mooring.subscription.api.MarketplaceCustomers.TokenRefused.Reason;
import io.mooring.subscription.api.Purchase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class AwsMarketplaceCustomersTest {

    private static final String TOKEN = "t0k3n";
    private static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    private static final Listing LISTING = new Listing("demo", "Demo", "aws-cn", PRODUCT, Feed.SNS);
    private static final Listing NEWER = new Listing("newer", "Newer", "aws", PRODUCT, Feed.EVENTBRIDGE);

    private final AwsStub aws = new AwsStub();
    private final AwsMarketplaceCustomers customers = new AwsMarketplaceCustomers(aws.properties());

    @AfterEach
    void stop() {
        customers.close();
        aws.close();
    }

    @Test
    void an_old_listings_buyer_is_known_by_the_customer_identifier() {
        aws.answer(answer(" AbCdEf123", "222222222222", PRODUCT, null));

        assertThat(customers.resolve(LISTING, TOKEN))
                .isEqualTo(new ResolvedCustomer(
                        new Purchase("demo", "aws-cn", PRODUCT, "AbCdEf123", null), "222222222222"));
        assertThat(aws.requests).singleElement().satisfies(request -> {
            assertThat(request.target()).isEqualTo("AWSMPMeteringService.ResolveCustomer");
            assertThat(request.body().path("RegistrationToken").stringValue("")).isEqualTo(TOKEN);
            assertThat(request.authorization()).contains("/cn-northwest-1/aws-marketplace/aws4_request");
        });
    }

    @Test
    void a_new_listings_purchase_is_known_by_its_licence_which_the_sdk_does_not_show() {
        aws.answer(answer("", "222222222222", PRODUCT, LICENCE));

        assertThat(customers.resolve(NEWER, TOKEN))
                .isEqualTo(new ResolvedCustomer(new Purchase("newer", "aws", PRODUCT, null, LICENCE), "222222222222"));
    }

    @Test
    void a_buyer_whom_aws_does_not_name_as_the_listings_feed_will_is_not_taken_in() {
        aws.answer(answer("", "222222222222", PRODUCT, LICENCE));
        assertThat(refusal(TOKEN).reason()).isEqualTo(Reason.AWS_UNAVAILABLE);
    }

    @Test
    void a_licence_that_nothing_else_would_be_recognised_by_is_none() {
        aws.answer(answer("", "222222222222", PRODUCT, "arn:aws:license-manager::222222222222:license:"));
        assertThat(catchThrowableOfType(TokenRefused.class, () -> customers.resolve(NEWER, TOKEN))
                        .reason())
                .isEqualTo(Reason.AWS_UNAVAILABLE);
    }

    @Test
    void a_buyer_with_both_names_is_known_by_the_one_that_the_listings_feed_uses() {
        aws.answer(answer("AbCdEf123", "222222222222", PRODUCT, LICENCE))
                .answer(answer("AbCdEf123", "222222222222", PRODUCT, LICENCE));

        assertThat(customers.resolve(LISTING, TOKEN).purchase())
                .isEqualTo(new Purchase("demo", "aws-cn", PRODUCT, "AbCdEf123", null));
        assertThat(customers.resolve(NEWER, TOKEN).purchase())
                .isEqualTo(new Purchase("newer", "aws", PRODUCT, null, LICENCE));
    }

    @Test
    void a_token_of_another_product_is_refused() {
        aws.answer(answer("AbCdEf123", "222222222222", "another", null));

        assertThat(refusal(TOKEN).reason()).isEqualTo(Reason.OTHER_PRODUCT);
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidTokenException, INVALID, 1",
        "400, ExpiredTokenException, EXPIRED, 1",
        "400, DisabledApiException, AWS_UNAVAILABLE, 1",
        "400, AccessDeniedException, AWS_UNAVAILABLE, 1",
        "400, ThrottlingException, AWS_UNAVAILABLE, 3",
        "500, InternalServiceErrorException, AWS_UNAVAILABLE, 3",
        "503, ServiceUnavailableException, AWS_UNAVAILABLE, 3"
    })
    void each_error_of_aws_has_its_meaning_and_its_number_of_tries(int status, String type, Reason reason, int tries) {
        aws.refuse(status, type);

        assertThat(refusal(TOKEN).reason()).isEqualTo(reason);
        assertThat(aws.requests).hasSize(tries);
    }

    @Test
    void a_busy_moment_of_aws_is_waited_out() {
        aws.refuse(400, "ThrottlingException")
                .refuse(500, "InternalServiceErrorException")
                .answer(answer("AbCdEf123", "222222222222", PRODUCT, null));

        assertThat(customers.resolve(LISTING, TOKEN).awsAccountId()).isEqualTo("222222222222");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "no json", "[]"})
    void an_answer_that_says_nothing_is_no_customer(String body) {
        aws.answer(body);

        assertThat(refusal(TOKEN).reason()).isIn(Reason.OTHER_PRODUCT, Reason.AWS_UNAVAILABLE);
    }

    @Test
    void an_answer_without_any_name_is_no_customer() {
        aws.answer("{\"ProductCode\":\"" + PRODUCT + "\",\"CustomerIdentifier\":\"\"}");

        assertThat(refusal(TOKEN).reason()).isEqualTo(Reason.AWS_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\nbreak"})
    void what_can_be_no_token_is_not_sent(String token) {
        aws.answer("{}");

        assertThat(refusal(token).reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal("x".repeat(9000)).reason()).isEqualTo(Reason.INVALID);
        assertThat(aws.requests).isEmpty();
    }

    @Test
    void silence_ends_within_the_time_out_and_is_not_repeated() {
        aws.silent();
        var began = System.nanoTime();

        assertThat(refusal(TOKEN).reason()).isEqualTo(Reason.AWS_UNAVAILABLE);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
        assertThat(aws.requests).hasSize(1);
    }

    @Test
    void nobody_there_is_unavailable() {
        try (var lost = new AwsMarketplaceCustomers(AwsStub.properties(URI.create("http://127.0.0.1:1")))) {
            var refused = catchThrowableOfType(TokenRefused.class, () -> lost.resolve(LISTING, TOKEN));

            assertThat(refused.reason()).isEqualTo(Reason.AWS_UNAVAILABLE);
        }
    }

    @Test
    void the_token_is_in_no_log_and_in_no_exception() {
        var seen = new ListAppender<ILoggingEvent>();
        var everything = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = everything.getLevel();
        seen.start();
        everything.addAppender(seen);
        everything.setLevel(Level.DEBUG);
        try {
            for (var type : List.of("InvalidTokenException", "ExpiredTokenException", "AccessDeniedException")) {
                try (var stub = new AwsStub().refuse(400, type);
                        var asking = new AwsMarketplaceCustomers(stub.properties())) {
                    var refused = catchThrowableOfType(TokenRefused.class, () -> asking.resolve(LISTING, TOKEN));
                    var trace = new StringWriter();
                    refused.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain(TOKEN);
                }
            }
        } finally {
            everything.setLevel(before);
            everything.detachAppender(seen);
        }
        var log = seen.list.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
        assertThat(log).anySatisfy(line -> assertThat(line).contains("AccessDenied"));
        assertThat(log).noneSatisfy(line -> assertThat(line).contains(TOKEN));
    }

    @Test
    void the_secret_is_not_in_the_settings_text() {
        assertThat(aws.properties().toString()).doesNotContain("s3cr3t");
    }

    private TokenRefused refusal(String token) {
        return catchThrowableOfType(TokenRefused.class, () -> customers.resolve(LISTING, token));
    }

    private static String answer(
            String customer, String account, String product, @org.jspecify.annotations.Nullable String licence) {
        return "{\"CustomerIdentifier\":\"" + customer + "\",\"CustomerAWSAccountId\":\"" + account
                + "\",\"ProductCode\":\"" + product + "\""
                + (licence == null ? "" : ",\"LicenseArn\":\"" + licence + "\"") + "}";
    }
}
