package io.mooring.sandbox.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class SandboxQueueIT {

    @TempDir
    Path folder;

    @Test
    void a_message_that_nobody_read_is_sent_again_after_a_restart() {
        try (var queue = start()) {
            queue.send("not read");
        }
        try (var queue = start();
                var reader = reader(queue.endpoint())) {
            assertThat(receive(reader, queue.url())).extracting(Message::body).containsExactly("not read");
        }
    }

    @Test
    void a_message_that_was_being_read_is_sent_again_and_one_that_was_deleted_is_not() {
        try (var queue = start();
                var reader = reader(queue.endpoint())) {
            queue.send("deleted");
            receive(reader, queue.url()).forEach(message -> delete(reader, queue, message));
            await().until(() -> queue.undelivered() == 0);
            queue.send("being read");
            assertThat(receive(reader, queue.url())).hasSize(1);
        }
        try (var queue = start();
                var reader = reader(queue.endpoint())) {
            assertThat(receive(reader, queue.url())).extracting(Message::body).containsExactly("being read");
        }
    }

    @Test
    void a_message_that_is_never_deleted_goes_to_the_dead_letters_at_last() {
        try (var queue = start();
                var reader = reader(queue.endpoint())) {
            queue.send("unreadable");
            for (var tries = 0; tries < SandboxQueue.RECEIVES; tries++) {
                receive(reader, queue.url())
                        .forEach(message -> reader.changeMessageVisibility(request -> request.queueUrl(queue.url())
                                .receiptHandle(message.receiptHandle())
                                .visibilityTimeout(0)));
            }
            assertThat(receive(reader, queue.url())).isEmpty();

            assertThat(receive(reader, queue.deadLetterUrl()))
                    .extracting(Message::body)
                    .containsExactly("unreadable");
            assertThat(queue.depth()).isEqualTo(new SandboxQueue.Depth(0, 1));
        }
    }

    private SandboxQueue start() {
        return SandboxQueue.start(0, folder.resolve("undelivered.jsonl"), Clock.systemUTC());
    }

    private static List<Message> receive(SqsClient reader, String url) {
        return reader.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(1))
                .messages();
    }

    private static void delete(SqsClient reader, SandboxQueue queue, Message message) {
        reader.deleteMessage(request -> request.queueUrl(queue.url()).receiptHandle(message.receiptHandle()));
    }

    private static SqsClient reader(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.CN_NORTHWEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
