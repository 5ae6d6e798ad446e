package io.mooring.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.RequestVerification;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.WebSlice;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every id is looked up within the session's own activation: over all endpoints, somebody else's is as good as none. */
class ObjectAccessApiTest extends WebSlice {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    /** What needs no session: to get one, to end one, and what everybody may know. */
    static final List<String> OPEN = List.of(
            "GET /api/configuration",
            "POST /api/{realm:console|billing-center}/session",
            "DELETE /api/{realm:console|billing-center}/session",
            "DELETE /api/activation/session");

    @BeforeEach
    void codesAreIssued() {
        commands.answer(RequestVerification.class, given -> new CodeValidity(clock.instant(), clock.instant()));
    }

    @Test
    void every_other_endpoint_refuses_a_request_without_a_session() {
        var endpoints = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternsCondition().getPatterns().stream()
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path.getPatternString())))
                .filter(endpoint -> endpoint.contains(" /api/"))
                .toList();

        assertThat(endpoints).containsAll(OPEN).hasSizeGreaterThan(15);
        endpoints.stream().filter(endpoint -> !OPEN.contains(endpoint)).forEach(this::assertNeedsASession);
        assertThat(commands.sent()).isEmpty();
    }

    private void assertNeedsASession(String endpoint) {
        var parts = endpoint.split(" ", 2);
        var path = parts[1].replaceAll("\\{realm[^}]*}", "console").replaceAll("\\{[^}]*}", "some-id");
        var request = http().method(HttpMethod.valueOf(parts[0]))
                .uri(path)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
        if (!parts[0].equals("GET")) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue("{}");
        }
        ProblemAnswer.expect(request.exchange(), 401, "session-missing");
    }

    static Stream<String> withVerification() {
        return Stream.of(
                "/api/activation/verifications/{id}/codes",
                "/api/activation/verifications/{id}/attempts",
                "/api/activation/registration",
                "/api/activation/billing-account",
                "/api/activation/workspaces");
    }

    @ParameterizedTest
    @MethodSource("withVerification")
    void a_verification_of_another_activation_is_not_found(String path) {
        var owner = buyer();
        var id = verification(owner);
        var thief = landed();
        show(SampleActivations.withBillingAccount(thief.subscriptionId()));
        var before = commands.sent().size();

        ProblemAnswer.expect(thief.post(path.replace("{id}", id), body(path, id)), 404, "not-found");

        assertThat(commands.sent()).hasSize(before);
    }

    @ParameterizedTest
    @MethodSource("withVerification")
    void a_verification_of_the_episode_before_is_not_found(String path) {
        var buyer = buyer();
        var id = verification(buyer);
        show(SampleActivations.secondEpisode(buyer.subscriptionId()));

        var answer = buyer.post(path.replace("{id}", id), body(path, id));

        assertThat(answer.returnResult(String.class).getStatus().value()).isIn(404, 409);
    }

    private String verification(Buyer buyer) {
        buyer.post(
                        "/api/activation/verifications",
                        Map.of("purpose", "CONSOLE", "email", "a@acme.example", "language", "en"))
                .expectStatus()
                .isCreated();
        return commands.sent(RequestVerification.class)
                .getLast()
                .verificationId()
                .value();
    }

    private static Map<String, ?> body(String path, String id) {
        return switch (path) {
            case "/api/activation/verifications/{id}/codes" -> Map.of();
            case "/api/activation/verifications/{id}/attempts" -> Map.of("code", "12345678");
            case "/api/activation/registration" -> Buyer.registration(id);
            case "/api/activation/billing-account" -> Map.of("verificationId", id);
            default ->
                Map.of(
                        "name", "Staging",
                        "site", "cn2",
                        "templateLanguage", "en",
                        "termsVersion", "2026-11",
                        "consoleAccount", Map.of("kind", "EXISTING", "verificationId", id));
        };
    }
}
