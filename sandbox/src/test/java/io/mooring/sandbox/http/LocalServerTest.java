package io.mooring.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalServerTest {

    record Thing(String name) {}

    private final LocalServer server = LocalServer.start(
            0,
            new Routes()
                    .get(
                            "/things/{name}",
                            request -> Response.json(
                                    200,
                                    Map.of(
                                            "name",
                                            request.path("name"),
                                            "q",
                                            request.query("q").orElse("none"))))
                    .post("/things", request -> Response.json(201, request.json(Thing.class)))
                    .post("/form", request -> Response.json(200, request.form()))
                    .get("/broken", request -> {
                        throw new IllegalStateException("inner matter");
                    }));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void a_route_takes_its_places_from_the_path() throws Exception {
        assertThat(get("/things/a%20b?q=%26").body())
                .contains("\"name\":\"a b\"")
                .contains("\"q\":\"&\"");
    }

    @Test
    void a_form_is_decoded() throws Exception {
        assertThat(post("/form", "x-amzn-marketplace-token=a%2Bb%3D&empty=").body())
                .isEqualTo("{\"x-amzn-marketplace-token\":\"a+b=\",\"empty\":\"\"}");
    }

    @Test
    void what_is_not_there_or_not_allowed_says_so() throws Exception {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/things").statusCode()).isEqualTo(405);
    }

    @Test
    void malformed_and_unknown_json_is_refused() throws Exception {
        assertThat(post("/things", "{\"name\":\"x\"}").statusCode()).isEqualTo(201);
        assertThat(post("/things", "{\"name\":").statusCode()).isEqualTo(400);
        assertThat(post("/things", "{\"nome\":\"x\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void a_body_that_is_too_large_is_refused() throws Exception {
        assertThat(post("/things", "x".repeat(LocalServer.LARGEST_BODY + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_failure_tells_nothing_about_the_inside() throws Exception {
        var answer = get("/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("inner matter");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(server.address() + path);
    }
}
