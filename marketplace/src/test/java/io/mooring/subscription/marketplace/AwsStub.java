package io.mooring.subscription.marketplace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers AWS's JSON 1.1 protocol on loopback with what a test has prepared. */
final class AwsStub implements AutoCloseable {

    /** One request as it came. */
    record Request(String target, JsonNode body, String authorization) {}

    private record Answer(int status, String body) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean silent;
    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    AwsStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("aws-stub-", 0).factory()));
        server.start();
    }

    AwsStub answer(String body) {
        answers.add(new Answer(200, body));
        return this;
    }

    AwsStub refuse(int status, String type) {
        answers.add(new Answer(
                status,
                "{\"__type\":\"com.amazonaws.marketplace#" + type + "\",\"message\":\"about the token t0k3n\"}"));
        return this;
    }

    /** An error of something on the way to AWS. */
    AwsStub refuseWithoutType(int status) {
        answers.add(new Answer(status, "{}"));
        return this;
    }

    /** Takes requests and says nothing. */
    AwsStub silent() {
        silent = true;
        return this;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    MarketplaceProperties properties() {
        return properties(endpoint());
    }

    static MarketplaceProperties properties(@Nullable URI endpoint) {
        return new MarketplaceProperties(
                "cn-northwest-1",
                null,
                null,
                null,
                endpoint,
                endpoint,
                endpoint,
                null,
                "key",
                "s3cr3t",
                0,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofHours(24));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(
                    exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                    JSON.readTree(exchange.getRequestBody().readAllBytes()),
                    exchange.getRequestHeaders().getFirst("Authorization")));
            if (silent) {
                closing.await();
                return;
            }
            var answer = answers.size() > 1 ? answers.remove() : answers.element();
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
