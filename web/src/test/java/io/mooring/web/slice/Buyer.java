package io.mooring.web.slice;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.SubscriptionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;

/** A browser with a session: it keeps its cookies and says where its requests come from. */
public final class Buyer {

    public static final String COOKIE = "__Host-mooring-activation";

    private final WebTestClient http;
    private final SubscriptionId subscriptionId;
    private String token;

    private Buyer(WebTestClient http, SubscriptionId subscriptionId, String token) {
        this.http = http;
        this.subscriptionId = subscriptionId;
        this.token = token;
    }

    static Buyer landed(WebTestClient http, String marketplaceToken) {
        var cookies = post(http, marketplaceToken)
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseCookies();
        return new Buyer(
                http,
                StubMarketplace.purchase(marketplaceToken).subscriptionId(),
                Optional.ofNullable(cookies.getFirst(COOKIE))
                        .map(ResponseCookie::getValue)
                        .orElseThrow());
    }

    /** What AWS's page does. */
    public static ResponseSpec post(WebTestClient http, String marketplaceToken) {
        return http.post()
                .uri("/landing/{listing}", StubMarketplace.LISTING.id())
                .header("Sec-Fetch-Site", "cross-site")
                .header("Origin", "https://aws.example")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(BodyInserters.fromFormData("x-amzn-marketplace-token", marketplaceToken))
                .exchange();
    }

    public SubscriptionId subscriptionId() {
        return subscriptionId;
    }

    public ActivationId activationId() {
        return ActivationId.of(subscriptionId, 1);
    }

    public String token() {
        return token;
    }

    /** The same browser tab with a cookie that it had before, or that somebody has stolen. */
    public Buyer with(String otherToken) {
        return new Buyer(http, subscriptionId, otherToken);
    }

    public ResponseSpec get(String path) {
        return http.get().uri(path).cookie(COOKIE, token).exchange();
    }

    public ResponseSpec get(String path, String header, String value) {
        return http.get().uri(path).cookie(COOKIE, token).header(header, value).exchange();
    }

    public ResponseSpec put(String path, Object body) {
        return http.put()
                .uri(path)
                .cookie(COOKIE, token)
                .header("Sec-Fetch-Site", "same-origin")
                .bodyValue(body)
                .exchange();
    }

    /** Exactly these bytes. */
    public ResponseSpec put(String path, MediaType type, String body) {
        return http.put()
                .uri(path)
                .cookie(COOKIE, token)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(type)
                .bodyValue(body)
                .exchange();
    }

    public ResponseSpec delete(String path) {
        return http.delete()
                .uri(path)
                .cookie(COOKIE, token)
                .header("Sec-Fetch-Site", "same-origin")
                .exchange();
    }

    public ResponseSpec post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    public ResponseSpec post(String path, Object body, String idempotencyKey) {
        return http.post()
                .uri(path)
                .cookie(COOKIE, token)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Idempotency-Key", "\"" + idempotencyKey + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    /** Keeps the cookie of an answer, as browsers do. */
    public Buyer keepCookie(ResponseSpec answer) {
        token = cookie(answer).orElse(token);
        return this;
    }

    public static Optional<String> cookie(ResponseSpec answer) {
        var cookies = answer.returnResult(Void.class).getResponseCookies();
        return Optional.ofNullable(cookies.getFirst(COOKIE)).map(ResponseCookie::getValue);
    }

    /** An accepted registration; a test changes what it is about. */
    public static Map<String, Object> registration(String verificationId) {
        return new HashMap<>(Map.of(
                "site", "cn2",
                "userName", "acme-billing",
                "password", "correct horse battery",
                "email", "buyer@acme.example",
                "verificationId", verificationId,
                "company", Map.of("name", "Acme", "country", "DE", "contactName", "Ada"),
                "workspace", Map.of("name", "Production", "templateLanguage", "en"),
                "termsVersion", "2026-11"));
    }
}
