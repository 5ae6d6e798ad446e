package io.mooring.sandbox.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mooring.sandbox.aws.SandboxListing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A Metering service that repeats the token in whatever words it says, and does not always say something. */
final class TalkativeAws implements AutoCloseable {

    /** What it does with a token. */
    enum Manner {
        VALID,
        OTHER_PRODUCT,
        EXPIRED,
        INVALID,
        DENIED,
        BROKEN,
        GARBLED,
        LOST,
        SLOW
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HttpServer server;

    TalkativeAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A token that is treated so. */
    String token(Manner manner) {
        var random = new byte[96];
        new SecureRandom().nextBytes(random);
        var token = Base64.getEncoder().encodeToString(random);
        manners.put(token, manner);
        return token;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var token = JSON.readTree(exchange.getRequestBody())
                .path("RegistrationToken")
                .asString("");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        switch (manners.getOrDefault(token, Manner.INVALID)) {
            case VALID -> answer(exchange, 200, resolved(SandboxListing.OBSERVABILITY.productCode()));
            case OTHER_PRODUCT -> answer(exchange, 200, resolved("of-somebody-else"));
            case EXPIRED -> fail(exchange, 400, "ExpiredTokenException", token);
            case INVALID -> fail(exchange, 400, "InvalidTokenException", token);
            case DENIED -> fail(exchange, 400, "AccessDeniedException", token);
            case BROKEN -> fail(exchange, 500, "InternalServiceErrorException", token);
            case GARBLED -> answer(exchange, 200, "what is " + token + '?');
            case LOST -> exchange.close();
            case SLOW -> {
                await();
                exchange.close();
            }
        }
    }

    private static String resolved(String productCode) {
        return JSON.writeValueAsString(Map.of(
                "CustomerIdentifier", "borrowed-customer",
                "CustomerAWSAccountId", "333333333333",
                "ProductCode", productCode));
    }

    private static void fail(HttpExchange exchange, int status, String type, String token) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        answer(
                exchange,
                status,
                JSON.writeValueAsString(Map.of("__type", type, "message", "No good is the token " + token)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
    }
}
