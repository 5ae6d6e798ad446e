package io.mooring.sandbox.journey;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sandbox's AWS and mailboxes, from outside. */
public final class Marketplace {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration UNTIL_STARTED = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private final Browser storefront;

    public Marketplace(HttpClient http, URI storefront) {
        this.storefront = new Browser(http, storefront);
    }

    public URI address() {
        return storefront.origin();
    }

    /** A new AWS account subscribes; AWS notifies {@code BEFORE} or {@code AFTER} the landing, or only when told ({@code MANUAL}). */
    public JsonNode subscribe(String notification) {
        return storefront
                .post("/api/subscriptions", Map.of("notification", notification))
                .expecting(201)
                .body();
    }

    /** An AWS account buys what the engine calls {@code listing}; with a {@code null} account a new one. */
    public JsonNode subscribe(String listing, @Nullable String awsAccountId, String notification) {
        var order = new HashMap<String, @Nullable String>();
        order.put("listing", listing);
        order.put("awsAccountId", awsAccountId);
        order.put("notification", notification);
        return storefront.post("/api/subscriptions", order).expecting(201).body();
    }

    /** The same with whatever else the storefront lets an order say. */
    public JsonNode subscribe(Map<String, ? extends @Nullable Object> order) {
        return storefront.post("/api/subscriptions", order).expecting(201).body();
    }

    /** What AWS knows of a purchase is this from now on, and nobody is told. */
    public void isInTruth(String customer, String status) {
        storefront
                .put("/api/subscriptions/" + customer + "/truth", Map.of("status", status))
                .expecting(200);
    }

    /** The time in which the engine lives. */
    public Instant now() {
        var times = storefront.get("/api/clock").expecting(200).body();
        return Instant.parse(times.path(times.has("engine") ? "engine" : "now").asString());
    }

    /** Time passes, for AWS and for the engine. */
    public void letPass(Duration time) {
        storefront
                .post("/api/clock", Map.of("advanceSeconds", time.toSeconds()))
                .expecting(200);
    }

    /** AWS sends a notification about the customer, so many times. */
    public void say(String customer, String action, int copies) {
        storefront
                .post("/api/subscriptions/" + customer + "/notifications", Map.of("action", action, "copies", copies))
                .expecting(202);
    }

    /** The same by one feed only, {@code SNS} or {@code EVENTBRIDGE}, where one is given and the listing moves. */
    public void say(String customer, String action, int copies, @Nullable String by) {
        var words = new HashMap<String, @Nullable Object>();
        words.put("action", action);
        words.put("copies", copies);
        words.put("by", by);
        storefront
                .post("/api/subscriptions/" + customer + "/notifications", words)
                .expecting(202);
    }

    /** AWS's services call the purchase by these names from now on: {@code CUSTOMER}, {@code LICENCE} or {@code BOTH}. */
    public void call(String customer, String named) {
        storefront
                .put("/api/subscriptions/" + customer + "/names", Map.of("named", named))
                .expecting(200);
    }

    /** The engine's port for the inside. */
    public URI management() {
        return URI.create(storefront
                .get("/api/engine")
                .expecting(200)
                .body()
                .path("management")
                .asString());
    }

    /** The engine is ended and started anew with that feed for a listing. */
    public void restart(String listing, String feed) {
        storefront.put("/api/engine/feeds/" + listing, Map.of("feed", feed)).expecting(202);
    }

    /** The engine has the feeds that AWS has, again. */
    public void restoreFeeds() {
        storefront.delete("/api/engine/feeds").expecting(202);
    }

    /** Waits until the engine takes requests. */
    public void awaitEngine() {
        var deadline = System.nanoTime() + UNTIL_STARTED.toNanos();
        while (!storefront
                .get("/api/engine")
                .expecting(200)
                .body()
                .path("ready")
                .asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new JourneyFailed("The engine was not ready after " + UNTIL_STARTED);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** A fresh registration token, as each press of <i>Set Up Your Account</i> makes one. */
    public String token(String customer) {
        return storefront
                .post("/api/subscriptions/" + customer + "/tokens", Map.of())
                .expecting(201)
                .body()
                .path("token")
                .asString();
    }

    /** A token whose hours are over already. */
    public String expiredToken(String customer) {
        return storefront
                .post("/api/subscriptions/" + customer + "/tokens", Map.of("expired", true))
                .expecting(201)
                .body()
                .path("token")
                .asString();
    }

    /** What the customer is entitled to from now on, in the storefront's words. */
    public void entitle(String customer, List<Map<String, Object>> entitlements) {
        storefront
                .put("/api/subscriptions/" + customer + "/entitlements", Map.of("entitlements", entitlements))
                .expecting(204);
    }

    /** What AWS was asked and what it said, newest first. */
    public JsonNode ledger() {
        return storefront.get("/api/ledger").expecting(200).body().path("items");
    }

    /** Puts something on the dead-letter queue, as SQS does with what nobody could take for too long. */
    public void putAside(String body) {
        putAside(body, null);
    }

    /** The same where AWS tells of that listing. */
    public void putAside(String body, @Nullable String listing) {
        var message = new HashMap<String, @Nullable Object>();
        message.put("body", body);
        message.put("listing", listing);
        storefront.post("/api/dead-letters", message).expecting(202);
    }

    /** Starts a redrive: what is on the dead-letter queue goes back to the queue. */
    public int redrive() {
        return storefront
                .post("/api/redrive", Map.of())
                .expecting(200)
                .body()
                .path("moved")
                .asInt();
    }

    /** Anything is put on the queue, so many times. */
    public void put(String body, int copies) {
        put(body, copies, null);
    }

    /** The same on the queue in which AWS tells of that listing. */
    public void put(String body, int copies, @Nullable String listing) {
        var message = new HashMap<String, @Nullable Object>();
        message.put("body", body);
        message.put("copies", copies);
        message.put("listing", listing);
        storefront.post("/api/messages", message).expecting(202);
    }

    /** The next {@code times} calls of an operation of AWS fail with this error. */
    public void fail(String operation, String error, int times) {
        fail(Map.of("operation", operation, "error", error, "times", times));
    }

    /** The next calls of an operation of AWS are slow, so many milliseconds each. */
    public void slow(String operation, int millis, int times) {
        fail(Map.of("operation", operation, "error", "SLOW", "times", times, "millis", millis));
    }

    private void fail(Map<String, Object> fault) {
        storefront.post("/api/faults", fault).expecting(202);
    }

    /** How many messages are in the dead-letter queue. */
    public int deadLetters() {
        return queue("deadLetters");
    }

    /** Waits until there are that many. */
    public void awaitDeadLetters(int count) {
        await("deadLetters", count);
    }

    /** Waits until every message was taken. */
    public void awaitEmptyQueue() {
        await("waiting", 0);
    }

    private void await(String which, int count) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var found = queue(which);
        while (found != count) {
            if (System.nanoTime() > deadline) {
                throw new JourneyFailed(which + ": " + found + " instead of " + count + " after " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            found = queue(which);
        }
    }

    private int queue(String which) {
        return storefront.get("/api/queue").expecting(200).body().path(which).asInt();
    }

    /** How many mails a mailbox has. */
    public int mails(String mailbox) {
        return mailsTo(mailbox).size();
    }

    /** Waits for the mail after the first {@code seen} ones and returns it. */
    public JsonNode nextMail(String mailbox, int seen) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var mails = mailsTo(mailbox);
            if (mails.size() > seen) {
                return mails.get(0);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        throw new JourneyFailed("No mail came to " + mailbox + " within " + PATIENCE);
    }

    /** Waits for a code after the first {@code seen} mails; others may come before or after it. */
    public String nextCode(String mailbox, int seen) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var code = CodeMails.newest(mailsTo(mailbox), seen);
            if (code.isPresent()) {
                return code.get();
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        throw new JourneyFailed("No code came to " + mailbox + " within " + PATIENCE);
    }

    private JsonNode mailsTo(String mailbox) {
        return storefront.get("/api/mails?to=" + mailbox).expecting(200).body().path("items");
    }
}
