package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.WebSlice;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/** What every request and every answer has to keep to, whatever it is about. */
class RequestRulesApiTest extends WebSlice {

    @Autowired
    JsonMapper json;

    static final String DRAFT = "/api/activation/draft";

    @Test
    void a_change_sent_by_a_page_of_another_site_is_refused() {
        var buyer = buyer();
        for (var site : new String[] {"cross-site", "same-site", "none"}) {
            problem(put(buyer).header("Sec-Fetch-Site", site).exchange(), 403, "cross-site-request");
        }
        problem(put(buyer).header("Origin", "https://evil.example").exchange(), 403, "cross-site-request");
        problem(put(buyer).header("Origin", "null").exchange(), 403, "cross-site-request");
        problem(put(buyer).exchange(), 403, "cross-site-request");
    }

    @Test
    void where_the_browser_does_not_say_its_site_the_origin_does() {
        put(buyer()).header("Origin", address()).exchange().expectStatus().isNoContent();
    }

    private RequestHeadersSpec<?> put(Buyer buyer) {
        return http().put()
                .uri(DRAFT)
                .cookie(Buyer.COOKIE, buyer.token())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("fields", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"})
    void a_change_that_is_not_json_is_refused(String type) {
        problem(
                http().put()
                        .uri(DRAFT)
                        .cookie(Buyer.COOKIE, buyer().token())
                        .header("Sec-Fetch-Site", "same-origin")
                        .contentType(MediaType.valueOf(type))
                        .bodyValue("fields=1")
                        .exchange(),
                415,
                "unsupported-media-type");
    }

    @Test
    void only_the_landing_takes_another_sites_form() {
        for (var path : new String[] {"/api/console/session", "/api/activation/bindings", "/landing"}) {
            http().post()
                    .uri(path)
                    .header("Sec-Fetch-Site", "cross-site")
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .bodyValue("a=b")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | malformed-json",
                "{                                           | malformed-json",
                "[]                                          | malformed-json",
                "{\"fields\":{}} {}                          | malformed-json",
                "{\"fields\":{},\"fields\":{}}               | malformed-json",
                "{\"fields\":{},\"other\":1}                 | validation",
                "{\"fields\":{\"password\":\"x\"}}           | validation",
                "{\"fields\":{\"email\":1}}                  | validation",
                "{\"fields\":{\"email\":\"a\\u0000b\"}}      | validation",
                "{\"fields\":null}                           | validation",
                "{\"path\":\"elsewhere\",\"fields\":{}}      | validation"
            })
    void bad_json_is_named(String body, String slug) {
        problem(draft(body), 400, slug);
    }

    @Test
    void json_may_nest_fifty_deep_and_no_deeper() {
        assertThat(json.readTree("[".repeat(50) + "]".repeat(50)).isArray()).isTrue();
        assertThatThrownBy(() -> json.readTree("[".repeat(51) + "]".repeat(51)))
                .isInstanceOf(StreamConstraintsException.class);
    }

    @Test
    void a_body_ends_at_64_kilobytes_whether_or_not_it_says_its_length() {
        var tooLarge = "{\"fields\":{\"email\":\"" + "x".repeat(70_000) + "\"}}";
        problem(draft(tooLarge), 413, "body-too-large");
        problem(
                http().put()
                        .uri(DRAFT)
                        .cookie(Buyer.COOKIE, buyer().token())
                        .header("Sec-Fetch-Site", "same-origin")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Flux.just(tooLarge.substring(0, 40_000), tooLarge.substring(40_000)), String.class)
                        .exchange(),
                413,
                "body-too-large");
    }

    private ResponseSpec draft(String body) {
        return buyer().put(DRAFT, MediaType.APPLICATION_JSON, body);
    }

    @Test
    void what_is_not_there_is_a_problem_too() {
        problem(http().get().uri("/nowhere").exchange(), 404, "not-found");
        problem(http().get().uri("/api/nowhere").exchange(), 404, "not-found");
        problem(http().get().uri("/assets/nowhere.js").exchange(), 404, "not-found");
        var refused = http().patch()
                .uri("/api/configuration")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange();
        refused.expectHeader().valueEquals(HttpHeaders.ALLOW, "GET");
        problem(refused, 405, "method-not-allowed");
    }

    @Test
    void a_problem_carries_the_callers_trace_id() {
        http().get()
                .uri("/api/activation")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .exchange()
                .expectBody()
                .jsonPath("$.traceId")
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void what_breaks_inside_shows_nothing_of_itself() {
        var buyer = landed();
        queries.fail(new FindCurrentActivation(buyer.subscriptionId()), new IllegalStateException("secret detail"));

        var body = problem(buyer.get("/api/activation"), 500, "internal-error");

        assertThat(body).doesNotContain("secret", "IllegalState");
    }

    @Test
    void every_answer_tells_the_browser_what_not_to_allow() {
        for (var path : new String[] {"/api/configuration", "/nowhere", "/landing/observability", "/pages.css"}) {
            http().get()
                    .uri(path)
                    .exchange()
                    .expectHeader()
                    .value(
                            "Content-Security-Policy",
                            policy -> assertThat(policy)
                                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                                    .doesNotContain("unsafe"))
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .valueEquals("Referrer-Policy", "no-referrer")
                    .expectHeader()
                    .valueEquals("Cross-Origin-Opener-Policy", "same-origin")
                    .expectHeader()
                    .exists("Strict-Transport-Security");
        }
        http().get()
                .uri("/api/configuration")
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Test
    void the_one_inline_script_is_allowed_by_its_hash_and_the_pages_are_served_at_their_addresses() {
        for (var path : new String[] {
            "/", "/activation", "/activation/register/company", "/console", "/billing-center/workspaces"
        }) {
            http().get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .value(
                            "Content-Security-Policy",
                            policy -> assertThat(policy).contains("script-src 'self' 'sha256-"))
                    .expectHeader()
                    .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.TEXT_HTML);
        }
    }

    @Test
    void a_file_is_sent_once_and_then_only_confirmed() {
        var etag = http().get()
                .uri("/pages.css")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache")
                .returnResult(Void.class)
                .getResponseHeaders()
                .getETag();

        http().get()
                .uri("/pages.css")
                .header(HttpHeaders.IF_NONE_MATCH, String.valueOf(etag))
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void a_file_outside_the_front_end_is_not_served() {
        for (var path :
                new String[] {"/assets/../application.yaml", "/assets/%2e%2e/application.yaml", "/assets/index.html"}) {
            http().get()
                    .uri(URI.create(address() + path))
                    .exchange()
                    .expectStatus()
                    .is4xxClientError();
        }
    }

    @Test
    void the_page_of_a_problem_says_what_to_do() {
        http().get()
                .uri("/problems/terms-outdated")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("<h1>terms-outdated</h1>", "<strong>What to do.</strong>"));
        http().get()
                .uri("/problems/" + UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void the_configuration_is_open_to_everybody() {
        http().get()
                .uri("/api/configuration")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.brand.name")
                .isEqualTo("Mooring")
                .jsonPath("$.sites[0].id")
                .isEqualTo("cn2")
                .jsonPath("$.sites[0].name.zh")
                .isNotEmpty()
                .jsonPath("$.templateLanguages")
                .isEqualTo(List.of("en", "zh"))
                .jsonPath("$.terms.version")
                .isEqualTo("2026-11")
                .jsonPath("$.passwordPolicy.minLength")
                .isEqualTo(8)
                .jsonPath("$.passwordPolicy.maxLength")
                .isEqualTo(128)
                .jsonPath("$.codeLength")
                .isEqualTo(8);
    }

    private static String problem(ResponseSpec answer, int status, String slug) {
        return ProblemAnswer.expect(answer, status, slug);
    }
}
