package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.access.api.CredentialView;
import io.mooring.access.api.FindCredential;
import io.mooring.access.api.Realm;
import io.mooring.access.api.SignIn;
import io.mooring.access.api.SignInOutcome;
import io.mooring.access.web.Passwords;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.ConsoleAccountView;
import io.mooring.console.api.FindConsoleAccount;
import io.mooring.entitlement.api.CurrentEntitlements;
import io.mooring.entitlement.api.Entitlement;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.RequestAnotherCode;
import io.mooring.verification.api.RequestVerification;
import io.mooring.verification.api.VerificationOutcome;
import io.mooring.verification.api.VerifyEmail;
import io.mooring.web.ApiDocumentation.Example;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.SettableClock;
import io.mooring.web.slice.SilentMarketplace;
import io.mooring.web.slice.StubMarketplace;
import io.mooring.web.slice.WebSlice;
import io.mooring.workspace.api.ListWorkspacesOfBillingAccount;
import io.mooring.workspace.api.ListWorkspacesOfConsoleAccount;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document tells the truth: each example in it is sent to the running controllers, and what they answer looks like the example. */
class OpenApiTest extends WebSlice {

    static final String EXAMPLE_ID = "8c6f0c52-0f6f-5a6b-9a39-1d0e2f3a4b5c";

    @Autowired
    JsonMapper json;

    @Autowired
    Passwords passwords;

    @Autowired
    SilentMarketplace bought;

    @BeforeEach
    void everythingTheExamplesSpeakOf() {
        var validity = new CodeValidity(SettableClock.START.plusSeconds(600), SettableClock.START.plusSeconds(60));
        commands.answer(RequestVerification.class, given -> validity);
        commands.answer(RequestAnotherCode.class, given -> validity);
        commands.answer(VerifyEmail.class, given -> new VerificationOutcome(true, 0));
        commands.answer(SignIn.class, given -> SignInOutcome.SIGNED_IN);
        var hash =
                Objects.requireNonNull(passwords.hash("correct horse battery").block());
        for (var realm : Realm.values()) {
            queries.answer(new FindCredential(realm, "ada"), new CredentialView("account-1", hash));
        }
        queries.answer(
                new FindConsoleAccount(new ConsoleAccountId("account-1")),
                new ConsoleAccountView(new ConsoleAccountId("account-1"), "ada", SettableClock.START));
        queries.answer(
                new FindBillingMailbox("acme"),
                new BillingMailboxView(SampleActivations.ACCOUNT, "billing@acme.example"));
        var workspace =
                new WorkspaceView(new WorkspaceId("workspace-1"), "Production", "cn2", TemplateLanguage.EN, null);
        var settled = new WorkspaceView.Settlement(
                SampleActivations.open(StubMarketplace.purchase("any").subscriptionId())
                        .activationId(),
                StubMarketplace.purchase("any").subscriptionId(),
                StubMarketplace.AWS_ACCOUNT,
                SettableClock.START,
                false);
        queries.answer(new ListWorkspacesOfBillingAccount(SampleActivations.ACCOUNT), List.of(workspace));
        queries.answer(
                new ListWorkspacesOfBillingAccount(new BillingAccountId("account-1")),
                List.of(new WorkspaceView(workspace.workspaceId(), "Production", "cn2", TemplateLanguage.EN, settled)));
        queries.answer(new ListWorkspacesOfConsoleAccount(new ConsoleAccountId("account-1")), List.of(workspace));
    }

    private JsonNode document() {
        var body = http().get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return json.readTree(String.valueOf(body));
    }

    @Test
    void the_document_is_openapi_3_1_and_every_operation_has_an_example_and_the_form_of_its_errors() {
        var document = document();

        assertThat(document.path("openapi").asString()).startsWith("3.1");
        var operations = new TreeSet<String>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    operations.add(method.toUpperCase(java.util.Locale.ROOT) + " "
                            + path.replaceAll("\\{(\\w+):[^}]*}", "{$1}"));
                    assertThat(operation.at("/responses/default/content").has("application/problem+json"))
                            .isTrue();
                }));
        assertThat(operations)
                .containsExactlyInAnyOrderElementsOf(
                        ApiDocumentation.examples(json).keySet());
    }

    @Test
    void the_examples_are_in_the_document() {
        var registration = document().at("/paths/~1api~1activation~1registration/post");

        assertThat(registration
                        .at("/requestBody/content/application~1json/example/company/name")
                        .asString())
                .isEqualTo("Acme");
        assertThat(registration
                        .at("/responses/201/content/application~1json/example")
                        .has("workspaceId"))
                .isTrue();
        assertThat(registration.path("parameters").toString())
                .contains("Idempotency-Key")
                .doesNotContain("sessionId");
    }

    @Test
    void every_example_is_accepted_and_answered_as_it_says() {
        ApiDocumentation.examples(json).forEach((operation, example) -> {
            if (!operation.endsWith("/events")) {
                assertExample(operation, example);
            }
        });
    }

    private void assertExample(String operation, Example example) {
        var answer = send(operation, example);

        assertThat(answer.getStatus().value())
                .as("%s answered %s", operation, answer.getResponseBody())
                .isEqualTo(example.status());
        if (example.response() != null) {
            var answered = json.readTree(String.valueOf(answer.getResponseBody()));
            assertSameForm(operation, json.valueToTree(example.response()), answered);
        }
    }

    private EntityExchangeResult<String> send(String operation, Example example) {
        var method = HttpMethod.valueOf(operation.split(" ", 2)[0]);
        var buyer = landed();
        show(SampleActivations.withBillingAccount(buyer.subscriptionId()));
        bought.entitles(
                buyer.subscriptionId(),
                new CurrentEntitlements.Open(
                        List.of(new Entitlement("seats", Entitlement.Kind.INTEGER, "25", SettableClock.START)),
                        SettableClock.START));
        if (operation.equals("GET /api/activation/draft")) {
            buyer.put(
                            "/api/activation/draft",
                            Map.of(
                                    "path",
                                    "register",
                                    "step",
                                    "company",
                                    "fields",
                                    Map.of("email", "buyer@acme.example", "companyName", "Acme")))
                    .expectStatus()
                    .isNoContent();
        }
        var path = operation.split(" ", 2)[1].replace("{realm}", "console");
        var verification = verification(buyer, path);
        var request = http().method(method)
                .uri(path, verification)
                .cookie(Buyer.COOKIE, buyer.token())
                .header("Sec-Fetch-Site", "same-origin");
        if (path.contains("/console/") || path.contains("/billing-center/")) {
            request.cookie("__Host-mooring-console", signedIn("console", "__Host-mooring-console"));
            request.cookie("__Host-mooring-billing", signedIn("billing-center", "__Host-mooring-billing"));
        }
        if (example.idempotent()) {
            request.header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
        }
        if (example.request() != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(json.writeValueAsString(example.request()).replace(EXAMPLE_ID, verification));
        }
        return request.exchange().expectBody(String.class).returnResult();
    }

    private String verification(Buyer buyer, String path) {
        Map<String, String> request = switch (path) {
            case "/api/activation/billing-account" -> Map.of("purpose", "BIND", "userName", "acme", "language", "en");
            case "/api/activation/workspaces" ->
                Map.of("purpose", "CONSOLE", "email", "ada@acme.example", "language", "en");
            default -> Map.of("purpose", "REGISTER", "email", "buyer@acme.example", "language", "en");
        };
        var body = buyer.post("/api/activation/verifications", request)
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return json.readTree(String.valueOf(body)).path("verificationId").asString();
    }

    private String signedIn(String realm, String cookie) {
        var cookies = http().post()
                .uri("/api/{realm}/session", realm)
                .header("Sec-Fetch-Site", "same-origin")
                .bodyValue(Map.of("userName", "ada", "password", "correct horse battery"))
                .exchange()
                .expectStatus()
                .isCreated()
                .returnResult(Void.class)
                .getResponseCookies();
        return Objects.requireNonNull(cookies.getFirst(cookie)).getValue();
    }

    private static void assertSameForm(String where, @Nullable JsonNode example, @Nullable JsonNode answered) {
        var expected = Objects.requireNonNull(example);
        var actual = Objects.requireNonNull(answered);
        if (expected.isObject()) {
            assertThat(actual.propertyNames()).as(where).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
            expected.propertyNames()
                    .forEach(name -> assertSameForm(where + "/" + name, expected.get(name), actual.get(name)));
        } else if (expected.isArray()) {
            assertThat(actual.isArray()).as(where).isTrue();
            if (!expected.isEmpty()) {
                assertSameForm(where + "/0", expected.get(0), actual.get(0));
            }
        } else if (!expected.isNull() && !actual.isNull()) {
            assertThat(actual.getNodeType()).as(where).isEqualTo(expected.getNodeType());
        }
    }
}
