package io.mooring.subscription.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What becomes of a message that is as large as a queue takes, or larger than the dead-letter queue does. */
class DeadLetterTest {

    private static final String BODY = "x".repeat(256 * 1024);

    private final AwsStub sqs = new AwsStub();
    private final SqsMessageQueue queue = new SqsMessageQueue(new MarketplaceProperties(
            "cn-northwest-1",
            URI.create("http://127.0.0.1/1/notes"),
            URI.create("http://127.0.0.1/1/dead"),
            sqs.endpoint(),
            null,
            null,
            null,
            null,
            "key",
            "s3cr3t",
            1,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofHours(24)));

    @AfterEach
    void stop() {
        queue.close();
        sqs.close();
    }

    @Test
    void without_room_for_attributes_the_bytes_go_alone() throws Exception {
        var digest = MessageDigest.getInstance("MD5").digest(BODY.getBytes(StandardCharsets.UTF_8));
        sqs.refuse(400, "InvalidParameterValue")
                .answer("{\"MessageId\":\"1\",\"MD5OfMessageBody\":\""
                        + HexFormat.of().formatHex(digest) + "\"}");

        assertThat(queue.deadLetter(Notifications.message(BODY), "because")).isTrue();

        assertThat(sqs.requests).hasSize(2);
        assertThat(sqs.requests.getFirst().body().path("MessageAttributes").has(SqsMessageQueue.REASON))
                .isTrue();
        assertThat(sqs.requests.getLast().body().path("MessageAttributes").has(SqsMessageQueue.REASON))
                .isFalse();
        assertThat(sqs.requests)
                .allSatisfy(
                        request -> assertThat(request.body().path("MessageBody").stringValue(""))
                                .isEqualTo(BODY));
    }

    @Test
    void what_the_queue_will_never_take_is_told() {
        sqs.refuse(400, "InvalidParameterValue");

        assertThat(queue.deadLetter(Notifications.message(BODY), "because")).isFalse();
        assertThat(sqs.requests).hasSize(2);
    }

    @Test
    void a_queue_that_is_not_there_is_another_matter() {
        sqs.refuse(400, "QueueDoesNotExist");

        assertThatThrownBy(() -> queue.deadLetter(Notifications.message(BODY), "because"))
                .isInstanceOf(SqsException.class);
        assertThat(sqs.requests).hasSize(1);
    }
}
