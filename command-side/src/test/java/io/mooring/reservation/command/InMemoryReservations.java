package io.mooring.reservation.command;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reservations in a map. */
public final class InMemoryReservations implements Reservations {

    private record Place(Scope scope, String key) {}

    private final Map<Place, String> owners = new ConcurrentHashMap<>();
    private Runnable meanwhile = () -> {};

    /** What a rival has done by the time a key is handed over. */
    public void whenHandedOver(Runnable rival) {
        meanwhile = rival;
    }

    @Override
    public boolean reserve(Scope scope, String key, String owner) {
        return owners.computeIfAbsent(new Place(scope, key), free -> owner).equals(owner);
    }

    @Override
    public void handOver(Scope scope, String key, String owner) {
        meanwhile.run();
        owners.put(new Place(scope, key), owner);
    }

    @Override
    public boolean release(Scope scope, String key, String owner) {
        return owners.remove(new Place(scope, key), owner);
    }

    @Override
    public Optional<String> ownerOf(Scope scope, String key) {
        return Optional.ofNullable(owners.get(new Place(scope, key)));
    }
}
