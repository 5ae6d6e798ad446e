package io.mooring.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.sandbox.Ports;
import io.mooring.sandbox.RunningSandbox;
import io.mooring.sandbox.SandboxSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The engine lives in the sandbox's time, so that a month passes while one waits. */
class TimeTravelIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String POLL_EVERY = "mooring.deadlines.poll-every";

    @TempDir
    static Path folder;

    private static RunningSandbox sandbox;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        // So seldom that only a jump can be the reason why a deadline is met.
        System.setProperty(POLL_EVERY, "PT10H");
        sandbox = RunningSandbox.start(new SandboxSettings(folder, false, Ports.free()));
        sandbox.startEngine(false);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        sandbox.close();
        System.clearProperty(POLL_EVERY);
    }

    @Test
    void deadlines_are_met_at_once_when_the_clock_jumps_over_them() throws Exception {
        send("POST", "/api/subscriptions", "{}");
        await().until(() -> count("ActivationStarted") == 1);

        assertThat(send("POST", "/api/clock", "{\"advanceSeconds\":90000}").statusCode())
                .isEqualTo(200);
        await().until(() -> count("ActivationReminded") == 1);
        assertThat(count("ActivationExpired")).isZero();

        send("POST", "/api/clock", "{\"advanceSeconds\":2592000}");
        await().until(() -> count("ActivationExpired") == 1);
        assertThat(time("engine")).isAfter(Clock.systemUTC().instant().plus(Duration.ofDays(30)));
    }

    @Test
    void the_engine_does_not_live_backwards() throws Exception {
        send("POST", "/api/clock", "{\"advanceSeconds\":3600}");
        var before = time("engine");

        var back = send("POST", "/api/clock", "{\"advanceSeconds\":-1}");
        var reset = send("DELETE", "/api/clock", "");

        assertThat(back.statusCode()).isEqualTo(400);
        assertThat(back.body()).contains("backwards");
        assertThat(reset.statusCode()).isEqualTo(204);
        assertThat(time("now")).isBefore(Clock.systemUTC().instant().plusSeconds(60));
        assertThat(time("engine")).isAfterOrEqualTo(before);
        assertThat(sandbox.folder().remembered("clock-ahead")).isPresent();
    }

    private static Instant time(String whose) throws Exception {
        return Instant.parse(json(send("GET", "/api/clock", "")).path(whose).asString());
    }

    private static int count(String event) throws SQLException {
        try (var database = DriverManager.getConnection(
                        sandbox.postgres().url(),
                        sandbox.postgres().owner(),
                        sandbox.postgres().owner());
                var query = database.prepareStatement("select count(*) from domain_event where event_type like ?")) {
            query.setString(1, "%" + event);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(sandbox.storefront().resolve(path))
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
