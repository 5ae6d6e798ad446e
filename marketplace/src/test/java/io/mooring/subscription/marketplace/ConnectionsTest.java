package io.mooring.subscription.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.subscription.api.Feed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {

    private static final URI CHINA_QUEUE = URI.create("https://sqs.cn-northwest-1.amazonaws.com.cn/111111111111/notes");
    private static final URI QUEUE = URI.create("https://sqs.us-east-1.amazonaws.com/222222222222/notes");
    private static final URI DOT_HOST = URI.create("https://entitlement.marketplace.cn-northwest-1.amazonaws.com.cn");
    private static final ListingProperties BOTH =
            listings(listing("china", "aws-cn", Feed.SNS), listing("newer", "aws", Feed.EVENTBRIDGE));

    @Test
    void a_listing_in_another_partition_has_all_of_its_own_and_mixes_nothing() {
        var connections = new Connections(
                installation(CHINA_QUEUE, DOT_HOST, 2), BOTH, own(entry("newer", "us-east-1", QUEUE, "seller")));

        var china = connections.of("china").orElseThrow();
        assertThat(china.region()).isEqualTo("cn-northwest-1");
        assertThat(china.entitlementEndpoint()).isEqualTo(DOT_HOST);
        assertThat(china.accessKeyId()).isEqualTo("key");
        var newer = connections.of("newer").orElseThrow();
        assertThat(newer.region()).isEqualTo("us-east-1");
        assertThat(newer.entitlementEndpoint()).isNull();
        assertThat(newer.profile()).isEqualTo("seller");
        assertThat(newer.accessKeyId()).isNull();
        assertThat(connections.queues())
                .extracting(SourceQueue::name)
                .containsExactly("cn-northwest-1:111111111111:notes", "us-east-1:222222222222:notes");
        assertThat(connections.queue("newer").orElseThrow().connection().profile())
                .isEqualTo("seller");
        assertThat(connections.of("other")).isEmpty();
    }

    @Test
    void servers_of_ones_own_serve_all_partitions() {
        var local = URI.create("http://127.0.0.1:4566");
        var connections = new Connections(
                installation(URI.create("http://127.0.0.1:9324/0/q"), local, 2),
                BOTH,
                own(entry("newer", "us-east-1", null, "seller")));

        assertThat(connections.of("newer").orElseThrow().entitlementEndpoint()).isEqualTo(local);
        assertThat(connections.queues()).singleElement().satisfies(queue -> {
            assertThat(queue.name()).isEqualTo("cn-northwest-1:0:q");
            assertThat(connections.queue("newer")).contains(queue);
            assertThat(queue.connection().accessKeyId()).isEqualTo("key");
        });
    }

    @Test
    void listings_that_are_reached_alike_share_their_clients() {
        var connections = new Connections(
                installation(QUEUE, null, 2, "us-east-1"),
                listings(
                        listing("a", "aws", Feed.SNS),
                        listing("b", "aws", Feed.EVENTBRIDGE),
                        listing("c", "aws", Feed.SNS)),
                own(entry("b", "eu-central-1", null, null)));

        assertThat(connections.serving(any -> true).values()).containsExactly(List.of("a", "c"), List.of("b"));
        assertThat(connections.queues()).hasSize(1);
    }

    @Test
    void a_queue_is_read_in_the_region_of_its_address() {
        var connections = new Connections(
                installation(QUEUE, null, 2, "us-east-1"),
                listings(listing("a", "aws", Feed.SNS)),
                own(entry("a", "eu-central-1", URI.create("https://eu-west-1.queue.amazonaws.com/1/q"), null)));

        assertThat(connections.queues())
                .singleElement()
                .extracting(SourceQueue::name)
                .isEqualTo("eu-west-1:1:q");
        assertThat(connections.of("a").orElseThrow().region()).isEqualTo("eu-central-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "us-east-1 | - | seller | queue-url of newer is missing",
                "us-east-1 | https://sqs.us-east-1.amazonaws.com/2/q | - | credentials of newer are missing",
                "- | https://sqs.us-east-1.amazonaws.com/2/q | seller | region of newer is cn-northwest-1",
                "us-east-1 | https://sqs.cn-north-1.amazonaws.com.cn/2/q | seller | queue-url of newer must be in partition aws"
            })
    void what_belongs_to_another_partition_is_refused(
            @Nullable String region, @Nullable URI queue, @Nullable String profile, String reason) {
        assertThatThrownBy(() -> new Connections(
                        installation(CHINA_QUEUE, null, 2), BOTH, own(entry("newer", region, queue, profile))))
                .hasMessageContaining(reason);
    }

    @Test
    void consumers_are_bounded_over_all_queues() {
        var own = own(entry("newer", "us-east-1", QUEUE, "seller"));

        assertThat(new Connections(installation(CHINA_QUEUE, null, 16), BOTH, own).queues())
                .hasSize(2);
        assertThatThrownBy(() -> new Connections(
                        installation(CHINA_QUEUE, null, 16),
                        listings(
                                listing("china", "aws-cn", Feed.SNS),
                                listing("newer", "aws", Feed.EVENTBRIDGE),
                                listing("third", "aws-cn", Feed.SNS)),
                        own(
                                entry("newer", "us-east-1", QUEUE, "seller"),
                                entry("third", null, URI.create("http://127.0.0.1/0/third"), null))))
                .hasMessageContaining("16 for 3 queues are more than 32");
    }

    @Test
    void what_a_listing_has_of_its_own_belongs_together() {
        var somewhere = URI.create("http://127.0.0.1:9324/0/dead");
        assertThatThrownBy(() -> new Connections(
                        installation(CHINA_QUEUE, null, 2),
                        listings(listing("china", "aws-cn", Feed.SNS)),
                        own(new ConnectionProperties.Entry(
                                "china", null, null, null, somewhere, null, null, null, null, null, null))))
                .hasMessageContaining("agreement-endpoint of china must be absent");
        assertThatThrownBy(() -> new Connections(
                        installation(CHINA_QUEUE, null, 2),
                        listings(listing("china", "aws-cn", Feed.SNS)),
                        own(new ConnectionProperties.Entry(
                                "china", null, null, null, null, null, null, somewhere, null, null, null))))
                .hasMessageContaining("dead-letter-queue-url of china needs a queue-url");
        assertThat(new Connections(
                                installation(CHINA_QUEUE, null, 2),
                                listings(listing("china", "aws-cn", Feed.SNS)),
                                own(new ConnectionProperties.Entry(
                                        "china",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        CHINA_QUEUE,
                                        somewhere,
                                        null,
                                        null,
                                        null)))
                        .queue("china")
                        .orElseThrow()
                        .connection()
                        .deadLetterQueueUrl())
                .isEqualTo(somewhere);
    }

    @Test
    void one_queue_is_not_read_by_two_settings() {
        assertThatThrownBy(() -> new Connections(
                        installation(QUEUE, null, 2, "us-east-1"),
                        listings(listing("a", "aws", Feed.SNS), listing("b", "aws", Feed.SNS)),
                        own(entry("b", null, QUEUE, "other"))))
                .hasMessageContaining("queue-url of b is that of another listing too");
    }

    private static ListingProperties listings(ListingProperties.Entry... entries) {
        return new ListingProperties(List.of(entries));
    }

    private static ListingProperties.Entry listing(String id, String partition, Feed feed) {
        return new ListingProperties.Entry(
                id, "Title", "code-" + id, partition, List.of(), feed, List.of(), null, false);
    }

    private static ConnectionProperties own(ConnectionProperties.Entry... entries) {
        return new ConnectionProperties(List.of(entries));
    }

    private static ConnectionProperties.Entry entry(
            String id, @Nullable String region, @Nullable URI queue, @Nullable String profile) {
        return new ConnectionProperties.Entry(id, region, null, null, null, null, queue, null, profile, null, null);
    }

    private static MarketplaceProperties installation(URI queue, @Nullable URI entitlementEndpoint, int consumers) {
        return installation(queue, entitlementEndpoint, consumers, "cn-northwest-1");
    }

    private static MarketplaceProperties installation(
            URI queue, @Nullable URI entitlementEndpoint, int consumers, String region) {
        return new MarketplaceProperties(
                region,
                queue,
                null,
                null,
                null,
                entitlementEndpoint,
                null,
                null,
                "key",
                "secret",
                consumers,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofHours(24));
    }
}
