package io.mooring.sandbox.storefront;

import io.mooring.sandbox.http.Refused;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import io.mooring.sandbox.queue.SandboxQueue;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The redrive of SQS's console, for tests.
 *
 * <ul>
 *   <li>{@code POST /api/redrive} → 200 {@code {moved}}; what is on the dead-letter queues at this moment goes back to the queue it came from, attributes included
 *   <li>{@code POST /api/dead-letters {body, listing?}} → 202; a message that nobody could take for too long is put aside, as SQS does by itself
 * </ul>
 */
final class RedriveApi {

    record Aside(@Nullable String body, @Nullable String listing) {}

    private static final int BATCH = 10;

    private final SandboxQueue queue;

    RedriveApi(SandboxQueue queue) {
        this.queue = queue;
    }

    void addTo(Routes routes) {
        routes.post("/api/redrive", request -> Storefront.fromHere(request, any -> redrive()))
                .post("/api/dead-letters", request -> Storefront.fromHere(request, this::putAside));
    }

    private Response putAside(Request request) {
        var aside = request.json(Aside.class);
        var body = aside.body();
        if (body == null || body.isEmpty()) {
            throw new Refused(400, "A body is needed");
        }
        var url = queue.deadLetterUrl(SimulatorApi.queueOf(aside.listing()));
        try (var sqs = client()) {
            sqs.sendMessage(message -> message.queueUrl(url).messageBody(body));
        }
        return Response.json(202, queue.depth());
    }

    private Response redrive() {
        try (var sqs = client()) {
            var moved = SandboxQueue.NAMES.stream()
                    .mapToInt(name -> moved(sqs, name, queue.depth(name).deadLetters()))
                    .sum();
            return Response.json(200, Map.of("moved", moved));
        }
    }

    /** No more than there were: what comes back unread is not moved again. */
    private int moved(SqsClient sqs, String name, int most) {
        var moved = new HashSet<String>();
        while (moved.size() < most) {
            var batch = sqs.receiveMessage(request -> request.queueUrl(queue.deadLetterUrl(name))
                            .maxNumberOfMessages(Math.min(BATCH, most - moved.size()))
                            .messageAttributeNames("All"))
                    .messages();
            if (batch.isEmpty()) {
                break;
            }
            for (var message : batch) {
                sqs.sendMessage(request -> request.queueUrl(queue.url(name))
                        .messageBody(message.body())
                        .messageAttributes(message.messageAttributes()));
                sqs.deleteMessage(
                        request -> request.queueUrl(queue.deadLetterUrl(name)).receiptHandle(message.receiptHandle()));
                moved.add(message.messageId());
            }
        }
        return moved.size();
    }

    private SqsClient client() {
        return SqsClient.builder()
                .endpointOverride(queue.endpoint())
                .region(Region.of(SandboxQueue.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
