package io.mooring.sandbox.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Errors that the simulated AWS has been told to answer next. */
public final class Faults {

    /** Which errors each operation knows. */
    public static final Map<String, Set<String>> KNOWN = Map.of(
            "ResolveCustomer",
                    Set.of(
                            "InvalidTokenException",
                            "ExpiredTokenException",
                            "ThrottlingException",
                            "InternalServiceErrorException",
                            "DisabledApiException"),
            "GetEntitlements",
                    Set.of("InvalidParameterException", "ThrottlingException", "InternalServiceErrorException"));

    private final Map<String, Deque<String>> waiting = new ConcurrentHashMap<>();

    /** The next {@code times} calls of the operation fail with this error. */
    public void plan(String operation, String error, int times) {
        if (!KNOWN.getOrDefault(operation, Set.of()).contains(error)) {
            throw new IllegalArgumentException("Known errors are " + KNOWN);
        }
        if (times < 1 || times > 1000) {
            throw new IllegalArgumentException("1 to 1000 times");
        }
        waiting.compute(operation, (name, planned) -> {
            var faults = planned == null ? new ArrayDeque<String>() : planned;
            for (var i = 0; i < times; i++) {
                faults.add(error);
            }
            return faults;
        });
    }

    /** Nothing fails from now on. */
    public void clear() {
        waiting.clear();
    }

    void throwPlanned(String operation) {
        var next = new String[1];
        waiting.computeIfPresent(operation, (name, faults) -> {
            next[0] = faults.poll();
            return faults.isEmpty() ? null : faults;
        });
        var error = next[0];
        if (error != null) {
            throw AwsFault.ofType(error);
        }
    }
}
