package io.mooring.subscription.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.FollowedAgreements;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Listings;
import io.mooring.subscription.api.MarketplaceCustomers;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.task.api.KnownTasks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MarketplacePropertiesTest {

    private static final Map<String, String> GOOD = Map.of(
            "mooring.marketplace.region", "cn-northwest-1",
            "mooring.marketplace.consumers", "0",
            "mooring.marketplace.wait", "5s",
            "mooring.listings[0].id", "demo",
            "mooring.listings[0].title", "Demo",
            "mooring.listings[0].product-code", "abc",
            "mooring.listings[0].partition", "aws-cn",
            "mooring.listings[0].topic-arn", "arn:aws-cn:sns:cn-northwest-1:1:a,arn:aws-cn:sns:cn-northwest-1:1:b");

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(SubscriptionMarketplaceConfiguration.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(
                    DataSourceTransactionManager.class,
                    () -> new DataSourceTransactionManager(new DriverManagerDataSource()))
            .withBean(JdbcClient.class, () -> JdbcClient.create(new DriverManagerDataSource()))
            .withBean(Commands.class, NoCommands::new)
            .withBean(KnownPurchases.class, PurchasesInMemory::new)
            .withBean(KnownEntitlements.class, () -> id -> List.of())
            .withBean(FollowedAgreements.class, () -> awsAgreementId -> false)
            .withBean(KnownTasks.class, () -> (kind, awsAgreementId) -> List.of())
            .withBean(ReadingRequests.class, RecordingRequests::new)
            .withPropertyValues(GOOD.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toArray(String[]::new));

    @Test
    void good_settings_give_the_two_ports() {
        context.run(running -> {
            assertThat(running).hasSingleBean(MarketplaceCustomers.class).hasSingleBean(Listings.class);
            var listing = new Listing("demo", "Demo", "aws-cn", "abc", Feed.SNS);
            assertThat(running.getBean(Listings.class).byId("demo")).contains(listing);
            assertThat(running.getBean(Listings.class).byProductCode("abc")).contains(listing);
            assertThat(running.getBean(Listings.class).byProductCode("demo")).isEmpty();
            var listings = running.getBean(ConfiguredListings.class);
            assertThat(listings.mayComeFrom(listing, "arn:aws-cn:sns:cn-northwest-1:1:b"))
                    .isTrue();
            assertThat(listings.mayComeFrom(listing, "arn:aws-cn:sns:cn-northwest-1:1:c"))
                    .isFalse();
            assertThat(running.getBean(MarketplaceProperties.class).longPoll()).hasSeconds(5);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mooring.marketplace.region= | region is missing",
                "mooring.marketplace.region=moon | region is none of AWS",
                "mooring.marketplace.profile=seller,mooring.marketplace.access-key-id=a,mooring.marketplace.secret-access-key=b | exclude each other",
                "mooring.listings[0].region=us-east-1 | region of demo is us-east-1, which is not in partition aws-cn",
                "mooring.listings[0].partition=aws,mooring.listings[0].topic-arn= | region of demo is cn-northwest-1, which is not in partition aws:",
                "mooring.listings[0].agreement-endpoint=http://127.0.0.1 | AWS has no Agreement API in partition aws-cn",
                "mooring.listings[0].metering-endpoint=https://metering.marketplace.us-east-1.amazonaws.com | metering-endpoint of demo must be in partition aws-cn",
                "mooring.listings[0].entitlement-endpoint=ftp://x | entitlement-endpoint of demo must begin with https://",
                "mooring.listings[0].queue-url=https://sqs.us-east-1.amazonaws.com/1/q | queue-url of demo must be in partition aws-cn",
                "mooring.listings[0].dead-letter-queue-url=http://127.0.0.1/1/q | dead-letter-queue-url of demo needs a queue-url",
                "mooring.marketplace.consumers=1 | queue-url is missing",
                "mooring.marketplace.consumers=17 | consumers must be 0 to 16",
                "mooring.marketplace.queue-url=ftp://x | queue-url must begin with https://",
                "mooring.marketplace.agreement-endpoint=ftp://x | agreement-endpoint must begin with https://",
                "mooring.marketplace.wait=21s | wait must be 0 s to 20 s",
                "mooring.marketplace.visibility=1s | visibility must be 2 s to 1 h",
                "mooring.marketplace.entitlements-max-age=30s | entitlements-max-age must be a minute or more",
                "mooring.marketplace.entitlements-max-age=90d | entitlements-max-age must be less than 90 days",
                "mooring.marketplace.access-key-id=a | access-key-id and secret-access-key belong together",
                "mooring.listings[0].id=Demo! | id must be 1 to 40 lower-case letters",
                "mooring.listings[0].title= | title of demo is missing",
                "mooring.listings[0].product-code= | product-code of demo must be as AWS issued it",
                "mooring.listings[0].partition=aws-moon | partition of demo must be one of",
                "mooring.listings[0].topic-arn=arn:aws:sns:us-east-1:1:a | topic-arn of demo must be an SNS topic in partition aws-cn",
                "mooring.listings[0].feed=eventbridge | feed of demo must be sns",
                "mooring.listings[0].seller-account=12 | seller-account of demo must have twelve digits"
            })
    void a_bad_setting_stops_the_start_and_says_why(String setting, String reason) {
        context.withPropertyValues(setting.split(","))
                .run(running -> assertThat(running).getFailure().rootCause().hasMessageContaining(reason));
    }

    @Test
    void a_listing_of_the_newer_kind_is_told_of_by_events() {
        context.withPropertyValues(
                        "mooring.listings[1].id=newer",
                        "mooring.listings[1].title=Newer",
                        "mooring.listings[1].product-code=def",
                        "mooring.listings[1].region=us-east-1",
                        "mooring.listings[1].profile=seller",
                        "mooring.listings[1].product-id=prod-1",
                        "mooring.listings[1].feed=eventbridge",
                        "mooring.listings[1].seller-account=111111111111")
                .run(running -> {
                    var listings = running.getBean(ConfiguredListings.class);
                    assertThat(listings.byId("newer"))
                            .contains(new Listing("newer", "Newer", "aws", "def", Feed.EVENTBRIDGE));
                    assertThat(listings.isSeller("111111111111")).isTrue();
                    assertThat(listings.isSeller("999999999999")).isFalse();
                });
    }

    @Test
    void two_listings_with_one_product_code_cannot_be_told_apart() {
        context.withPropertyValues(
                        "mooring.listings[1].id=other",
                        "mooring.listings[1].title=Other",
                        "mooring.listings[1].partition=aws-cn",
                        "mooring.listings[1].product-code=abc")
                .run(running ->
                        assertThat(running).getFailure().rootCause().hasMessageContaining("the same product-code"));
    }

    private static final class NoCommands implements Commands {
        @Override
        public void send(Object command, Actor actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <R> R ask(Object command, Class<R> answer, Actor actor) {
            throw new UnsupportedOperationException();
        }
    }
}
