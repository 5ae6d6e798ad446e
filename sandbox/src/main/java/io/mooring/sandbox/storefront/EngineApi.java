package io.mooring.sandbox.storefront;

import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.sandbox.http.Refused;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import io.mooring.subscription.api.Feed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tests do to the engine beside AWS.
 *
 * <ul>
 *   <li>{@code GET /api/engine} → 200 {@code {management, ready}}, the address for the inside
 *   <li>{@code PUT /api/engine/feeds/{listing} {feed: SNS|EVENTBRIDGE|MOVING}} → 202, the engine is started anew with that feed and will be
 *       ready; 409 where it is not in this JVM; {@code DELETE /api/engine/feeds} → 202, the feeds will be as AWS has them again
 * </ul>
 */
final class EngineApi {

    record NewFeed(@Nullable Feed feed) {}

    private final EngineRoom room;

    EngineApi(EngineRoom room) {
        this.room = room;
    }

    void addTo(Routes routes) {
        routes.get("/api/engine", any -> state(200))
                .put("/api/engine/feeds/{listing}", request -> Storefront.fromHere(request, this::restart))
                .delete(
                        "/api/engine/feeds",
                        request -> Storefront.fromHere(request, any -> {
                            room.restore();
                            return state(202);
                        }));
    }

    private Response state(int status) {
        return Response.json(status, Map.of("management", room.management(), "ready", room.isReady()));
    }

    private Response restart(Request request) {
        var feed = request.json(NewFeed.class).feed();
        if (feed == null) {
            throw new Refused(400, "A feed is needed");
        }
        try {
            room.restart(SandboxListing.of(request.path("listing")).id(), feed);
            return state(202);
        } catch (IllegalArgumentException unknown) {
            throw new Refused(400, String.valueOf(unknown.getMessage()));
        } catch (IllegalStateException absent) {
            throw new Refused(409, String.valueOf(absent.getMessage()));
        }
    }
}
