package io.mooring.sandbox.storefront;

import io.mooring.subscription.api.Feed;
import java.net.URI;

/** The engine in the sandbox's JVM. */
public interface EngineRoom {

    /** The engine's port for the inside. */
    URI management();

    /**
     * Ends the engine and begins to start it anew with that feed for a listing, whatever AWS does.
     *
     * @throws IllegalStateException where there is no engine in this JVM
     */
    void restart(String listing, Feed feed);

    /** The same with the feeds that the sandbox's AWS has, if they were set otherwise. */
    void restore();

    /** Whether it takes requests. */
    boolean isReady();
}
