package io.mooring.sandbox.journey;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The part of a browser that the API sees: cookies of one origin, JSON, the headers by which the engine knows a request of its own pages. Takes cookies
 * that are marked as secure over plain HTTP, as browsers do for {@code localhost}.
 */
public final class Browser {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI origin;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    public Browser(HttpClient http, URI origin) {
        this.http = http;
        this.origin = origin;
    }

    /** A client that any number of browsers can share. */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    public URI origin() {
        return origin;
    }

    public Answer get(String path) {
        return json(request(path).GET());
    }

    public Answer delete(String path) {
        return json(sameOrigin(request(path)).DELETE());
    }

    public Answer put(String path, Object body) {
        return json(withBody(path).PUT(publisher(body)));
    }

    /** A POST of something new, under a key of its own. */
    public Answer post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /** A POST under the given idempotency key. */
    public Answer post(String path, Object body, String idempotencyKey) {
        return json(withBody(path)
                .header("Idempotency-Key", '"' + idempotencyKey + '"')
                .POST(publisher(body)));
    }

    /** A form that a page of another site submits: no cookies go with it. */
    public Answer submitFromElsewhere(String path, URI elsewhere, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return json(HttpRequest.newBuilder(origin.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", elsewhere.toString())
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Opens a stream of server-sent events; the caller closes it. */
    public InputStream events(String path) {
        var response = send(request(path).header("Accept", "text/event-stream").GET(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new JourneyFailed("GET " + path + " answered " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(origin.resolve(path)).timeout(PATIENCE).header("Accept-Language", "en");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpRequest.Builder withBody(String path) {
        return sameOrigin(request(path)).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder sameOrigin(HttpRequest.Builder request) {
        return request.header("Origin", origin.toString()).header("Sec-Fetch-Site", "same-origin");
    }

    private Answer json(HttpRequest.Builder request) {
        var response = send(request, BodyHandlers.ofString());
        var text = response.body() == null ? "" : response.body();
        return new Answer(
                response.request().method() + " " + response.request().uri().getPath(),
                response.statusCode(),
                response.headers(),
                parsed(text, response.headers().firstValue("Content-Type").orElse("")),
                text);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder builder, HttpResponse.BodyHandler<T> handler) {
        var request = builder.build();
        try {
            var response = http.send(request, handler);
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new JourneyFailed(request.method() + " " + request.uri() + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JourneyFailed("Interrupted", e);
        }
    }

    private void keep(String header) {
        for (var cookie : HttpCookie.parse("Set-Cookie: " + header)) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }

    private static HttpRequest.BodyPublisher publisher(Object body) {
        return HttpRequest.BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body));
    }

    private static JsonNode parsed(String body, String contentType) {
        if (body.isEmpty() || !contentType.contains("json")) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new JourneyFailed("The answer is not JSON", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
