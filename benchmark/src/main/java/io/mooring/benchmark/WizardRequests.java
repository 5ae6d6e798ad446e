package io.mooring.benchmark;

import io.mooring.sandbox.journey.Browser;
import io.mooring.sandbox.journey.Buyer;
import io.mooring.sandbox.journey.Marketplace;
import io.mooring.sandbox.journey.Newcomer;
import io.mooring.sandbox.journey.SandboxProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The wizard's requests under parallel buyers, each of which pauses between two requests as a (hasty) person would. Buyers run in this process, the
 * product in another, on the same cores.
 */
final class WizardRequests {

    private static final double TARGET_MILLIS = 25;

    /** Every so many buyers walk the other way in, too. */
    private static final int ONE_IN = 4;

    private static final int MINUTES_AT_MOST = 20;

    private final int buyers;
    private final int activations;
    private final Duration pause;
    private final Map<String, ConcurrentLinkedQueue<Double>> millis = new ConcurrentHashMap<>();

    /** Each buyer pauses between half of and one and a half times {@code pause}. */
    WizardRequests(int buyers, int activations, Duration pause) {
        this.buyers = buyers;
        this.activations = activations;
        this.pause = pause;
    }

    List<Figure> measure(SandboxProcess product) throws Exception {
        var http = Browser.client();
        var aws = new Marketplace(http, product.storefront());
        var started = System.nanoTime();
        try (var crowd = Executors.newFixedThreadPool(buyers)) {
            var journeys = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < activations; i++) {
                journeys.add(() -> {
                    activate(new Buyer(http, product.engine(), aws), aws);
                    return true;
                });
            }
            for (var journey : crowd.invokeAll(journeys, MINUTES_AT_MOST, TimeUnit.MINUTES)) {
                journey.get();
            }
        }
        return figures((System.nanoTime() - started) / 1e9);
    }

    private void activate(Buyer buyer, Marketplace aws) {
        var newcomer = Newcomer.random();
        var customer = aws.subscribe("BEFORE").path("customerIdentifier").asString();
        var token = aws.token(customer);
        timed("POST landing", () -> buyer.landWith(token));
        buyer.await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
        var web = buyer.browser();
        timed("GET activation", () -> web.get("/api/activation").expecting(200));
        timed("GET configuration", () -> web.get("/api/configuration").expecting(200));
        timed(
                "PUT draft",
                () -> web.put("/api/activation/draft", draft(newcomer)).expecting(204));
        var request = Map.of("purpose", "REGISTER", "email", newcomer.mailbox(), "language", "en");
        var verification = timed(
                        "POST verifications",
                        () -> web.post("/api/activation/verifications", request).expecting(201))
                .body()
                .path("verificationId")
                .asString();
        var attempt = Map.of("code", aws.nextCode(newcomer.mailbox(), 0));
        timed(
                "POST attempts",
                () -> web.post("/api/activation/verifications/" + verification + "/attempts", attempt)
                        .expecting(200));
        timed(
                "POST registration (with password hash)",
                () -> buyer.register(newcomer, verification).expecting(201));
        buyer.await("completed", Buyer.status("COMPLETED"));
        timed("GET draft", () -> web.get("/api/activation/draft").expecting(200));
        timed(
                "POST console session (with password hash)",
                () -> buyer.signIn("console", newcomer.userName(), newcomer.password())
                        .expecting(201));
        timed("GET console workspaces", () -> web.get("/api/console/workspaces").expecting(200));
        if (ThreadLocalRandom.current().nextInt(ONE_IN) == 0) {
            bindAgain(customer, buyer, newcomer, aws);
        }
    }

    /** The other way in: the subscription ends, and with another one the same account binds the same workspace. */
    private void bindAgain(String ended, Buyer buyer, Newcomer owner, Marketplace aws) {
        aws.say(ended, "unsubscribe-pending", 1);
        aws.say(ended, "unsubscribe-success", 1);
        buyer.await("released", view -> view.path("workspaces").isEmpty());
        var web = buyer.browser();
        buyer.land(aws.subscribe("BEFORE").path("customerIdentifier").asString());
        buyer.await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
        var seen = aws.mails(owner.mailbox());
        var request = Map.of("purpose", "BIND", "userName", owner.userName(), "language", "en");
        var verification = timed(
                        "POST verifications",
                        () -> web.post("/api/activation/verifications", request).expecting(201))
                .body()
                .path("verificationId")
                .asString();
        var attempt = Map.of("code", aws.nextCode(owner.mailbox(), seen));
        timed(
                "POST attempts",
                () -> web.post("/api/activation/verifications/" + verification + "/attempts", attempt)
                        .expecting(200));
        timed(
                "POST billing-account",
                () -> buyer.bindBillingAccount(verification).expecting(201));
        var workspaces = timed(
                "GET workspaces", () -> web.get("/api/activation/workspaces").expecting(200));
        var workspace = workspaces.body().at("/items/0/workspaceId").asString();
        timed("POST bindings", () -> buyer.bind(workspace).expecting(201));
        buyer.await("completed", Buyer.status("COMPLETED"));
    }

    private static Map<String, Object> draft(Newcomer newcomer) {
        return Map.of(
                "path", "register",
                "step", "company",
                "fields", Map.of("userName", newcomer.userName(), "companyName", newcomer.company(), "site", "cn2"));
    }

    private <T> T timed(String name, Supplier<T> request) {
        var halfPause = pause.toNanos() / 2;
        LockSupport.parkNanos(halfPause + ThreadLocalRandom.current().nextLong(2 * halfPause + 1));
        var started = System.nanoTime();
        var answer = request.get();
        millis.computeIfAbsent(name, any -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - started) / 1e6);
        return answer;
    }

    private List<Figure> figures(double seconds) {
        var figures = new ArrayList<Figure>();
        for (var entry : new TreeMap<>(millis).entrySet()) {
            var sample = new Sample(List.copyOf(entry.getValue()));
            var hashed = entry.getKey().contains("hash");
            figures.add(Figure.of(entry.getKey() + ", p50", sample.median(), "ms"));
            figures.add(Figure.atMost(
                    entry.getKey() + ", p99", sample.percentile(99), "ms", hashed ? Double.NaN : TARGET_MILLIS));
        }
        figures.add(Figure.of("activations a second, " + buyers + " buyers with pauses", activations / seconds, "1/s"));
        return figures;
    }
}
