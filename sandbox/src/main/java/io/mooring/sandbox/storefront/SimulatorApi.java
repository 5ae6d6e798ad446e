package io.mooring.sandbox.storefront;

import io.mooring.sandbox.aws.Purchases;
import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.sandbox.http.Refused;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import io.mooring.sandbox.storefront.Storefront.Backstage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What tests do to the simulated AWS beside buying.
 *
 * <ul>
 *   <li>{@code GET /api/ledger} → {@code {items:[{at, operation, customerIdentifier, outcome}]}}, newest first
 *   <li>{@code GET /api/queue} → {@code {waiting, deadLetters}} of all queues together; {@code POST /api/messages {body, copies?,
 *       listing?}} → 202, puts anything on the queue in which AWS tells of that listing, else of the first one
 *   <li>{@code POST /api/shuffles {from: [{customer, action}], copies?, seed?}} → 202 {@code {seed, statements, copies}}; all the
 *       statements, each so many times, in an order that the seed decides; what is said is true in the order of {@code from}
 *   <li>{@code POST /api/faults {operation, error, times?, millis?}} → 202, the next calls of {@code ResolveCustomer},
 *       {@code GetEntitlements}, {@code DescribeAgreement}, {@code SearchAgreements}, {@code GetAgreementTerms} or
 *       {@code GetAgreementEntitlements} fail so; beside AWS's errors there are {@code SLOW} (answered after {@code millis}) and
 *       {@code LOST} (done, and not answered); {@code DELETE /api/faults} → 204
 *   <li>{@code GET /api/clock} → {@code {now, engine?}}, AWS's time and that of an engine in this JVM; {@code POST /api/clock
 *       {advanceSeconds}} → 200, both move on, and what is due is done at once; back only where there is no such engine, otherwise
 *       400; {@code DELETE /api/clock} → 204, AWS goes with the machine's time again, and an engine stays where it is
 * </ul>
 */
final class SimulatorApi {

    private static final int MOST_STATEMENTS = 200;
    private static final int MOST_COPIES = 20;

    record NewMessage(
            @Nullable String body,
            @Nullable Integer copies,
            @Nullable String listing) {}

    record NewFault(
            String operation,
            String error,
            @Nullable Integer times,
            @Nullable Long millis) {}

    record Shuffle(
            @Nullable List<Purchases.Saying> from,
            @Nullable Integer copies,
            @Nullable Integer seed) {}

    record Advance(long advanceSeconds) {}

    private final Backstage backstage;

    SimulatorApi(Backstage backstage) {
        this.backstage = backstage;
    }

    void addTo(Routes routes) {
        routes.get(
                        "/api/ledger",
                        any -> Response.json(
                                200, Map.of("items", backstage.ledger().lines())))
                .get("/api/queue", any -> Response.json(200, backstage.queue().depth()))
                .post("/api/messages", request -> Storefront.fromHere(request, this::send))
                .post("/api/shuffles", request -> Storefront.fromHere(request, this::shuffle))
                .post("/api/faults", request -> Storefront.fromHere(request, this::plan))
                .delete(
                        "/api/faults",
                        request -> Storefront.fromHere(request, any -> {
                            backstage.faults().clear();
                            return Response.noContent();
                        }))
                .get("/api/clock", any -> now())
                .post("/api/clock", request -> Storefront.fromHere(request, this::advance))
                .delete(
                        "/api/clock",
                        request -> Storefront.fromHere(request, any -> {
                            backstage.clock().reset();
                            return Response.noContent();
                        }));
    }

    private Response send(Request request) {
        var message = request.json(NewMessage.class);
        var body = message.body();
        var copies = message.copies() == null ? 1 : message.copies();
        if (body == null || body.isEmpty() || copies < 1 || copies > 100) {
            throw new Refused(400, "A body is needed, and 1 to 100 copies");
        }
        var queue = queueOf(message.listing());
        for (var copy = 0; copy < copies; copy++) {
            backstage.queue().send(queue, body);
        }
        return Response.json(202, backstage.queue().depth());
    }

    /** The queue in which AWS tells of that listing. */
    static String queueOf(@Nullable String listing) {
        try {
            return SandboxListing.of(listing).queue();
        } catch (IllegalArgumentException unknown) {
            throw new Refused(400, String.valueOf(unknown.getMessage()));
        }
    }

    private Response shuffle(Request request) {
        var shuffle = request.json(Shuffle.class);
        var from = shuffle.from();
        var copies = shuffle.copies() == null ? 1 : shuffle.copies();
        if (from == null || from.isEmpty() || from.size() > MOST_STATEMENTS || copies < 1 || copies > MOST_COPIES) {
            throw new Refused(
                    400, "1 to " + MOST_STATEMENTS + " statements are needed, and 1 to " + MOST_COPIES + " copies");
        }
        var seed = shuffle.seed() == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : shuffle.seed();
        try {
            backstage.purchases().shuffle(from, copies, seed);
        } catch (IllegalArgumentException unknown) {
            throw new Refused(400, String.valueOf(unknown.getMessage()));
        }
        return Response.json(202, Map.of("seed", seed, "statements", from.size(), "copies", copies));
    }

    private Response plan(Request request) {
        var fault = request.json(NewFault.class);
        try {
            backstage
                    .faults()
                    .plan(
                            fault.operation(),
                            fault.error(),
                            fault.times() == null ? 1 : fault.times(),
                            fault.millis() == null ? 0 : fault.millis());
            return Response.json(202, fault);
        } catch (IllegalArgumentException unknown) {
            throw new Refused(400, String.valueOf(unknown.getMessage()));
        }
    }

    private Response advance(Request request) {
        try {
            backstage
                    .clock()
                    .advance(Duration.ofSeconds(request.json(Advance.class).advanceSeconds()));
        } catch (IllegalArgumentException impossible) {
            throw new Refused(400, String.valueOf(impossible.getMessage()));
        }
        return now();
    }

    private Response now() {
        var clock = backstage.clock();
        var times = new LinkedHashMap<String, Instant>();
        times.put("now", clock.instant());
        clock.engineTime().ifPresent(time -> times.put("engine", time));
        return Response.json(200, times);
    }
}
