package io.mooring.sandbox.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One buyer with one browser, from the landing to a bound workspace. */
public final class Buyer {

    public static final String LISTING = "observability";

    /** Readers wait for lines, as many as there are open pages; the common pool has a thread a core. */
    private static final Executor READERS = task -> Thread.ofVirtual().start(task);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Browser browser;
    private final Marketplace aws;

    public Buyer(HttpClient http, URI engine, Marketplace aws) {
        this.browser = new Browser(http, engine);
        this.aws = aws;
    }

    public Browser browser() {
        return browser;
    }

    /** Comes over from AWS with a fresh token. */
    public Buyer land(String customer) {
        return landWith(aws.token(customer));
    }

    public Buyer landWith(String token) {
        return landWith(token, LISTING);
    }

    /** The same on the landing page of another listing. */
    public Buyer landWith(String token, String listing) {
        arrive(token, listing).expecting(303);
        return this;
    }

    /** Whatever the landing page answers to that token, with the page that it leads to where the token opens nothing. */
    public Answer arrive(String token, String listing) {
        var answer = browser.submitFromElsewhere(
                "/landing/" + listing, aws.address(), Map.of("x-amzn-marketplace-token", token));
        return answer.headers()
                .firstValue("Location")
                .filter(it -> it.contains("/again?"))
                .map(browser::get)
                .orElse(answer);
    }

    /** The activation, as soon as it shows what is asked of it; follows the live status. */
    public JsonNode await(String what, Predicate<JsonNode> shown) {
        var events = browser.events("/api/activation/events");
        var found = CompletableFuture.supplyAsync(
                () -> {
                    try (var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
                        return first(lines, shown);
                    } catch (IOException closed) {
                        return null;
                    }
                },
                READERS);
        try (events) {
            var view = found.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (view == null) {
                throw new JourneyFailed("The live status ended before: " + what);
            }
            return view;
        } catch (TimeoutException e) {
            throw new JourneyFailed("Not within " + PATIENCE + ": " + what, e);
        } catch (ExecutionException | IOException e) {
            throw new JourneyFailed("The live status broke before: " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JourneyFailed("Interrupted", e);
        }
    }

    private static @Nullable JsonNode first(BufferedReader lines, Predicate<JsonNode> shown) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                var view = Browser.JSON.readTree(line.substring("data:".length()));
                if (shown.test(view)) {
                    return view;
                }
            }
        }
        return null;
    }

    public static Predicate<JsonNode> satisfied(String requirement) {
        return view -> {
            for (var each : view.path("requirements")) {
                if (each.path("name").asString().equals(requirement)) {
                    return !each.path("satisfiedAt").isNull();
                }
            }
            return false;
        };
    }

    public static Predicate<JsonNode> status(String status) {
        return view -> view.path("status").asString().equals(status);
    }

    /** Proves a mailbox by the code that arrives in it; {@code mailbox} is where the mail goes, {@code request} what the wizard asks. */
    public String prove(String mailbox, Map<String, String> request) {
        var seen = aws.mails(mailbox);
        var id =
                askForCode(request).expecting(201).body().path("verificationId").asString();
        answerCode(id, aws.nextCode(mailbox, seen)).expecting(200);
        return id;
    }

    /** Asks for a code as the wizard does; {@code request} says for what and where to. */
    public Answer askForCode(Map<String, String> request) {
        var body = new HashMap<String, String>(request);
        body.putIfAbsent("language", "en");
        return browser.post("/api/activation/verifications", body);
    }

    /** Types a code. */
    public Answer answerCode(String verificationId, String code) {
        return browser.post("/api/activation/verifications/" + verificationId + "/attempts", Map.of("code", code));
    }

    /** One press of <i>Activate</i> for a newcomer. */
    public Answer register(Newcomer newcomer, String verificationId) {
        return browser.post("/api/activation/registration", newcomer.registration(verificationId, termsVersion()));
    }

    public Answer bindBillingAccount(String verificationId) {
        return browser.post("/api/activation/billing-account", Map.of("verificationId", verificationId));
    }

    public JsonNode workspaces() {
        return browser.get("/api/activation/workspaces").expecting(200).body().path("items");
    }

    public Answer bind(String workspaceId) {
        return browser.post("/api/activation/bindings", Map.of("workspaceId", workspaceId));
    }

    /** Creates a workspace with the console account that the proven mailbox belongs to. */
    public Answer createWorkspace(String name, String verificationId) {
        return createWorkspace(name, Map.of("kind", "EXISTING", "verificationId", verificationId));
    }

    /** Creates a workspace with the console account so described. */
    public Answer createWorkspace(String name, Map<String, String> consoleAccount) {
        return browser.post(
                "/api/activation/workspaces",
                Map.of(
                        "name",
                        name,
                        "site",
                        "us1",
                        "templateLanguage",
                        "en",
                        "termsVersion",
                        termsVersion(),
                        "consoleAccount",
                        consoleAccount));
    }

    /** Signs in to {@code console} or {@code billing-center}. */
    public Answer signIn(String realm, String userName, String password) {
        return browser.post("/api/" + realm + "/session", Map.of("userName", userName, "password", password));
    }

    public String termsVersion() {
        return browser.get("/api/configuration")
                .expecting(200)
                .body()
                .path("terms")
                .path("version")
                .asString();
    }
}
