package reactor.core.publisher;

/** Something of Reactor that can be waited for. */
public class PlantedPublisher {

    public String block() {
        return "ship";
    }
}
