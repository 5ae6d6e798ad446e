package planted.harbour.web;

import reactor.core.publisher.PlantedPublisher;

/** Waits on a thread that must not. */
class ShipApi {

    String ship() {
        return new PlantedPublisher().block();
    }
}
