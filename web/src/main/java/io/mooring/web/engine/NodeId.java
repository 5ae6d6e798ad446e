package io.mooring.web.engine;

import java.util.UUID;

/** Under which this process claims segments; another one after each start, so that nobody inherits a claim. */
record NodeId(String value) {

    static NodeId random() {
        return new NodeId("node-" + UUID.randomUUID());
    }
}
