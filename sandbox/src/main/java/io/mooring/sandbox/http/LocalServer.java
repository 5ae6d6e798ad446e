package io.mooring.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server on 127.0.0.1 and nowhere else: one virtual thread per request, bodies of 256 KiB at most. */
public final class LocalServer implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    static final int LARGEST_BODY = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LocalServer(HttpServer server, Routes routes) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, routes));
        server.start();
    }

    /** Starts a server; port 0 takes a free one. */
    public static LocalServer start(int port, Routes routes) {
        try {
            return new LocalServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0), routes);
        } catch (IOException taken) {
            throw new UncheckedIOException("Port " + port + " of 127.0.0.1 is not free", taken);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where it answers, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, Routes routes) throws IOException {
        try (exchange) {
            var response = response(exchange, routes);
            if (response.isLost()) {
                return;
            }
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            var body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Response response(HttpExchange exchange, Routes routes) throws IOException {
        try {
            var uri = exchange.getRequestURI();
            var match = routes.find(exchange.getRequestMethod(), uri.getPath());
            var query = uri.getRawQuery() == null ? Map.<String, String>of() : Request.pairs(uri.getRawQuery());
            return match.handler()
                    .handle(new Request(
                            exchange.getRequestMethod(), headers(exchange), match.path(), query, body(exchange)));
        } catch (Refused refused) {
            return Response.json(refused.status(), Map.of("error", refused.sentence()));
        } catch (RuntimeException failed) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), failed);
            return Response.json(500, Map.of("error", "The sandbox failed; its log says why"));
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new Refused(413, "A body may have " + LARGEST_BODY + " bytes");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!values.isEmpty()) {
                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        });
        return headers;
    }
}
