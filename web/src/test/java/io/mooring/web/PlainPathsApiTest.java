package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.WebSlice;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** No filter is passed by spelling a path differently, and people are refused by pages. */
class PlainPathsApiTest extends WebSlice {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/console/session",
                "/api/console/%73ession",
                "/api/console/session;a=1",
                "/api;/console/session",
                "/%6canding/observability"
            })
    void a_path_in_disguise_is_refused(String path) {
        var answer = http().post()
                .uri(URI.create(address() + path))
                .header("Sec-Fetch-Site", "same-origin")
                .bodyValue(Map.of("userName", "ada", "password", "correct horse battery"))
                .exchange();

        ProblemAnswer.expect(answer, 400, "validation");
        assertThat(commands.sent()).isEmpty();
    }

    @Test
    void a_query_may_hold_what_it_likes() {
        http().get()
                .uri(URI.create(address() + "/api/configuration?a=%61;b"))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/landing/observability   | application/json                  | 415",
                "/landing/observability;a | application/x-www-form-urlencoded | 400",
                "/landing/observ%61bility | application/x-www-form-urlencoded | 400"
            })
    void at_the_landing_a_refusal_is_a_page(String path, String type, int status) {
        var answer = http().post()
                .uri(URI.create(address() + path))
                .contentType(MediaType.valueOf(type))
                .bodyValue("\"x-amzn-marketplace-token=customer-1\"")
                .exchange();

        expectPage(answer, status);
    }

    @Test
    void at_the_landing_too_large_a_form_gets_a_page_too() {
        var answer = http().post()
                .uri("/landing/observability")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("x-amzn-marketplace-token=" + "x".repeat(RequestGate.BODY_LIMIT))
                .exchange();

        expectPage(answer, 413);
    }

    private void expectPage(ResponseSpec answer, int status) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectHeader()
                .doesNotExist(HttpHeaders.SET_COOKIE)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("<strong>Set Up Your Account</strong>"));
        assertThat(marketplace.calls()).isZero();
    }
}
