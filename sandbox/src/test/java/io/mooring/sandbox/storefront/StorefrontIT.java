package io.mooring.sandbox.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.sandbox.Ports;
import io.mooring.sandbox.RunningSandbox;
import io.mooring.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole sandbox around an engine that is not there, used through its web site. */
class StorefrontIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TOKEN = Pattern.compile("name=\"x-amzn-marketplace-token\" value=\"([^\"]+)\"");

    @TempDir
    static Path folder;

    private static RunningSandbox sandbox;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(new SandboxSettings(folder, false, Ports.free()));
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void a_buyer_subscribes_and_is_sent_to_the_engine_with_a_fresh_token_each_time() throws Exception {
        assertThat(get("/").body()).contains("Continue Subscription");

        var subscribed = post("/subscriptions", "announcement=MANUAL", "application/x-www-form-urlencoded");
        var page = subscribed.headers().firstValue("Location").orElseThrow();
        assertThat(subscribed.statusCode()).isEqualTo(303);
        assertThat(get(page).body()).contains("Set Up Your Account");

        var first =
                post(page + "/set-up", "", "application/x-www-form-urlencoded").body();
        var second =
                post(page + "/set-up", "", "application/x-www-form-urlencoded").body();

        assertThat(first).contains("action=\"" + sandbox.engine() + "/landing/observability\"");
        assertThat(token(first)).isNotEqualTo(token(second));
    }

    @Test
    void the_landing_is_another_site_and_the_policy_allows_that_form_only() throws Exception {
        var policy = get("/").headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(sandbox.storefront().getHost()).isEqualTo("127.0.0.1");
        assertThat(sandbox.engine().getHost()).isEqualTo("localhost");
        assertThat(policy)
                .contains("default-src 'none'", "form-action 'self' " + sandbox.engine())
                .doesNotContain("unsafe");
    }

    @Test
    void each_switch_on_the_page_does_what_it_says() throws Exception {
        var customer = subscribe("{\"notification\":\"MANUAL\"}");

        press(customer, "announce");
        press(customer, "duplicate");
        press(customer, "fail");
        assertThat(status(customer)).isEqualTo("PAYMENT_FAILED");
        press(customer, "end");
        assertThat(status(customer)).isEqualTo("UNSUBSCRIBED");
        press(customer, "again");
        assertThat(status(customer)).isEqualTo("SUBSCRIBED");
        press(customer, "unsubscribe");
        assertThat(status(customer)).isEqualTo("UNSUBSCRIBING");
        press(customer, "garbage");

        assertThat(get("/api/ledger").body())
                .contains(
                        "subscribe-success x1", "subscribe-success x2", "subscribe-fail x1", "unsubscribe-pending x1");
    }

    @Test
    void a_purchase_with_a_licence_fails_silently_and_is_renewed_by_a_button() throws Exception {
        var customer = subscribe("{\"listing\":\"metrics\",\"notification\":\"MANUAL\"}");
        assertThat(get("/subscriptions/" + customer).body()).contains("nobody is told", "Renew by a new agreement");

        press(customer, "fail-silently");
        assertThat(status(customer)).isEqualTo("PAYMENT_FAILED");
        assertThat(ledgerOf(customer)).noneMatch(outcome -> outcome.startsWith("subscribe-"));
        var renewed = pressed(customer, "renew");

        assertThat(status(customer)).isEqualTo("RENEWED");
        assertThat(ledgerOf(customer)).contains("agreement-renewed x1");
        assertThat(get(renewed).body()).contains("Set Up Your Account").doesNotContain(customer);
    }

    @Test
    void a_channel_partner_sells_what_eventbridge_tells_of_and_nothing_else() throws Exception {
        var form = "application/x-www-form-urlencoded";

        var sold = post("/subscriptions", "listing=metrics&announcement=MANUAL&throughPartner=yes", form);
        var refused = post("/subscriptions", "listing=observability&announcement=MANUAL&throughPartner=yes", form);

        assertThat(get(sold.headers().firstValue("Location").orElseThrow()).body())
                .contains("channel partner", "resaleauthz-");
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void aws_is_slowed_down_and_time_moved_on_by_buttons() throws Exception {
        var customer = subscribe("{\"notification\":\"MANUAL\"}");
        assertThat(get("/subscriptions/" + customer).body()).doesNotContain("Renew by a new agreement");
        var before = sandbox.clock().instant();

        press(customer, "slow");
        press(customer, "day");

        assertThat(sandbox.clock().instant()).isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
        client.send(HttpRequest.newBuilder(uri("/api/clock")).DELETE().build(), BodyHandlers.discarding());
        client.send(HttpRequest.newBuilder(uri("/api/faults")).DELETE().build(), BodyHandlers.discarding());
        assertThat(pressing(customer, "unheard-of").statusCode()).isEqualTo(404);
    }

    @Test
    void a_button_pressed_by_another_site_does_nothing() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(uri("/api/subscriptions"))
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void a_test_does_the_same_by_json() throws Exception {
        var account = "234567890123";
        var created = json(post(
                "/api/subscriptions",
                "{\"awsAccountId\":\"%s\",\"notification\":\"MANUAL\",\"copies\":2}".formatted(account),
                "application/json"));
        var customer = created.path("customerIdentifier").asString();
        assertThat(created.path("awsAccountId").asString()).isEqualTo(account);

        var sent = post(
                "/api/subscriptions/" + customer + "/notifications",
                "{\"action\":\"subscribe-success\",\"copies\":3}",
                "application/json");
        var token = json(post("/api/subscriptions/" + customer + "/tokens", "{}", "application/json"));

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(ledgerOf(customer)).contains("subscribe-success x3");
        assertThat(depth()).isGreaterThanOrEqualTo(3);
        assertThat(token.path("token").asString()).hasSizeGreaterThan(40);
        assertThat(subscribe("{\"awsAccountId\":\"%s\"}".formatted(account))).isEqualTo(customer);
    }

    @Test
    void statements_are_shuffled_by_a_seed_that_is_told() throws Exception {
        var customer = subscribe("{\"listing\":\"metrics\",\"notification\":\"MANUAL\"}");
        var body = "{\"from\":[{\"customer\":\"%s\",\"action\":\"subscribe-success\"},"
                + "{\"customer\":\"%s\",\"action\":\"agreement-renewed\"}],\"copies\":2}";

        var sent = post("/api/shuffles", body.formatted(customer, customer), "application/json");

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(json(sent).path("seed").isIntegralNumber()).isTrue();
        assertThat(ledgerOf(customer)).anyMatch(outcome -> outcome.startsWith("agreement-renewed x2 shuffled"));
        assertThat(status(customer)).isEqualTo("RENEWED");
        assertThat(post("/api/shuffles", "{\"from\":[]}", "application/json").statusCode())
                .isEqualTo(400);
        assertThat(post("/api/shuffles", body.formatted(customer, "nobody"), "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_truth_changes_without_a_word_and_faults_may_last() throws Exception {
        var customer = subscribe("{\"listing\":\"metrics\",\"notification\":\"MANUAL\",\"freeTrial\":true}");
        var said = ledgerOf(customer);

        var settled = client.send(
                HttpRequest.newBuilder(uri("/api/subscriptions/" + customer + "/truth"))
                        .PUT(BodyPublishers.ofString("{\"status\":\"EXPIRED\"}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(settled.statusCode()).isEqualTo(200);
        assertThat(json(settled).path("terms").path("freeTrial").asBoolean()).isTrue();
        assertThat(status(customer)).isEqualTo("EXPIRED");
        assertThat(ledgerOf(customer)).hasSize(said.size() + 1);
        var slow = "{\"operation\":\"SearchAgreements\",\"error\":\"SLOW\",\"millis\":%d}";
        assertThat(post("/api/faults", slow.formatted(1), "application/json").statusCode())
                .isEqualTo(202);
        assertThat(post("/api/faults", slow.formatted(31_000), "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_makes_no_sense_is_refused_with_a_sentence() throws Exception {
        assertThat(post("/api/subscriptions", "{\"copies\":0}", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/subscriptions", "{\"awsAccountId\":\"12\"}", "application/json")
                        .body())
                .contains("twelve digits");
        assertThat(post("/api/subscriptions/nobody/tokens", "{}", "application/json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/api/faults", "{\"operation\":\"ResolveCustomer\",\"error\":\"Oops\"}", "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_clock_of_aws_is_moved_and_put_back() throws Exception {
        post("/api/clock", "{\"advanceSeconds\":14400}", "application/json");
        assertThat(sandbox.clock().instant())
                .isAfter(Clock.systemUTC().instant().plusSeconds(14000));

        client.send(HttpRequest.newBuilder(uri("/api/clock")).DELETE().build(), BodyHandlers.discarding());
        assertThat(sandbox.clock().instant())
                .isBefore(Clock.systemUTC().instant().plusSeconds(60));
    }

    @Test
    void the_mailbox_page_shows_mails_escaped_and_the_server_goes_down_and_up() throws Exception {
        assertThat(get("/mailbox").body()).contains("newest first");

        assertThat(post("/api/mail/down", "", "application/json").statusCode()).isEqualTo(204);
        assertThat(get("/mailbox").body()).contains("The mail server is down");
        assertThat(post("/api/mail/up", "", "application/json").statusCode()).isEqualTo(204);
        assertThat(json(get("/api/mail")).path("up").asBoolean()).isTrue();
        assertThat(json(get("/api/mails?to=anna@example.com")).path("items").isEmpty())
                .isTrue();
    }

    @Test
    void the_settings_for_the_engine_name_the_running_parts() {
        assertThat(sandbox.engineSettings())
                .containsEntry("spring.datasource.url", sandbox.postgres().url())
                .containsEntry("spring.datasource.username", sandbox.postgres().user())
                .containsEntry("spring.flyway.user", sandbox.postgres().owner())
                .containsEntry("mooring.marketplace.queue-url", sandbox.queue().url())
                .containsEntry(
                        "mooring.marketplace.metering-endpoint", sandbox.aws().toString())
                .containsEntry("mooring.listings[0].id", "observability")
                .containsEntry("mooring.sites[1].id", "us1");
        assertThat(sandbox.engineSettings().get("mooring.master-key"))
                .isEqualTo(sandbox.engineSettings().get("mooring.master-key"))
                .hasSize(44);
    }

    @Test
    void a_notification_due_before_the_landing_is_on_the_queue_soon() throws Exception {
        var customer = subscribe("{\"notification\":\"BEFORE\"}");

        await().until(() -> ledgerOf(customer).contains("subscribe-success x1"));
        assertThat(depth()).isPositive();
    }

    private static String token(String page) {
        var matcher = TOKEN.matcher(page);
        assertThat(matcher.find()).as("the page has a token").isTrue();
        return matcher.group(1);
    }

    private static String subscribe(String body) throws IOException, InterruptedException {
        return json(post("/api/subscriptions", body, "application/json"))
                .path("customerIdentifier")
                .asString();
    }

    private static void press(String customer, String name) throws IOException, InterruptedException {
        assertThat(pressed(customer, name)).isEqualTo("/subscriptions/" + customer);
    }

    private static String pressed(String customer, String name) throws IOException, InterruptedException {
        var answer = pressing(customer, name);
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<String> pressing(String customer, String name)
            throws IOException, InterruptedException {
        return post("/subscriptions/" + customer + "/switches/" + name, "", "application/x-www-form-urlencoded");
    }

    private static String status(String customer) throws IOException, InterruptedException {
        return json(get("/api/subscriptions/" + customer)).path("status").asString();
    }

    private static List<String> ledgerOf(String customer) throws IOException, InterruptedException {
        var outcomes = new ArrayList<String>();
        for (var line : json(get("/api/ledger")).path("items")) {
            if (line.path("customerIdentifier").asString().equals(customer)) {
                outcomes.add(line.path("outcome").asString());
            }
        }
        return outcomes;
    }

    private static int depth() throws IOException, InterruptedException {
        return json(get("/api/queue")).path("waiting").asInt();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body, String type)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return sandbox.storefront().resolve(path);
    }
}
