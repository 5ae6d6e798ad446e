package io.mooring.sandbox.storefront;

import io.mooring.sandbox.http.Refused;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import io.mooring.sandbox.storefront.Storefront.Backstage;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tests do to the simulated AWS beside buying.
 *
 * <ul>
 *   <li>{@code GET /api/ledger} → {@code {items:[{at, operation, customerIdentifier, outcome}]}}, newest first
 *   <li>{@code GET /api/queue} → {@code {waiting, deadLetters}}; {@code POST /api/messages {body, copies?}} → 202, puts
 *       anything on the queue
 *   <li>{@code POST /api/faults {operation, error, times?}} → 202, the next calls of {@code ResolveCustomer} or
 *       {@code GetEntitlements} fail so; {@code DELETE /api/faults} → 204
 *   <li>{@code GET /api/clock} → {@code {now}}; {@code POST /api/clock {advanceSeconds}} → 200; {@code DELETE /api/clock} → 204
 * </ul>
 */
final class SimulatorApi {

    record NewMessage(@Nullable String body, @Nullable Integer copies) {}

    record NewFault(
            String operation, String error, @Nullable Integer times) {}

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
        for (var copy = 0; copy < copies; copy++) {
            backstage.queue().send(body);
        }
        return Response.json(202, backstage.queue().depth());
    }

    private Response plan(Request request) {
        var fault = request.json(NewFault.class);
        try {
            backstage.faults().plan(fault.operation(), fault.error(), fault.times() == null ? 1 : fault.times());
            return Response.json(202, fault);
        } catch (IllegalArgumentException unknown) {
            throw new Refused(400, String.valueOf(unknown.getMessage()));
        }
    }

    private Response advance(Request request) {
        backstage.clock().advance(Duration.ofSeconds(request.json(Advance.class).advanceSeconds()));
        return now();
    }

    private Response now() {
        return Response.json(200, Map.of("now", backstage.clock().instant()));
    }
}
