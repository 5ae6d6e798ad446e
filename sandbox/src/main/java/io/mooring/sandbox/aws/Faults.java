package io.mooring.sandbox.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the simulated AWS has been told to do wrong next: answer with an error, late, or not at all. */
public final class Faults {

    /** The work is done and the answer comes late. */
    public static final String SLOW = "SLOW";

    /** The work is done and the connection is closed without an answer. */
    public static final String LOST = "LOST";

    private static final long LONGEST_MILLIS = 30_000;
    private static final Set<String> AGREEMENT_ERRORS = Set.of(
            "ResourceNotFoundException",
            "ValidationException",
            "AccessDeniedException",
            "ThrottlingException",
            "InternalServerException");

    /** Which errors each operation knows. */
    public static final Map<String, Set<String>> KNOWN = known(Map.of(
            "ResolveCustomer",
                    Set.of(
                            "InvalidTokenException",
                            "ExpiredTokenException",
                            "ThrottlingException",
                            "InternalServiceErrorException",
                            "DisabledApiException"),
            "GetEntitlements",
                    Set.of("InvalidParameterException", "ThrottlingException", "InternalServiceErrorException"),
            "DescribeAgreement", AGREEMENT_ERRORS,
            "SearchAgreements", AGREEMENT_ERRORS,
            "GetAgreementTerms", AGREEMENT_ERRORS,
            "GetAgreementEntitlements", AGREEMENT_ERRORS));

    /** One of them; {@code millis} counts where it is slow. */
    record Fault(String error, long millis) {

        boolean isAnswer() {
            return !SLOW.equals(error) && !LOST.equals(error);
        }
    }

    private final Map<String, Deque<Fault>> waiting = new ConcurrentHashMap<>();

    /** The next {@code times} calls of the operation fail with this error. */
    public void plan(String operation, String error, int times) {
        plan(operation, error, times, 0);
    }

    /**
     * The same, for the faults that last.
     *
     * @param millis how late the answer comes, where the fault is {@link #SLOW}
     */
    public void plan(String operation, String error, int times, long millis) {
        if (!KNOWN.getOrDefault(operation, Set.of()).contains(error)) {
            throw new IllegalArgumentException("Known errors are " + KNOWN);
        }
        if (times < 1 || times > 1000) {
            throw new IllegalArgumentException("1 to 1000 times");
        }
        if (SLOW.equals(error) ? millis < 1 || millis > LONGEST_MILLIS : millis != 0) {
            throw new IllegalArgumentException(
                    "What is SLOW takes 1 to " + LONGEST_MILLIS + " millis, and nothing else");
        }
        waiting.compute(operation, (name, planned) -> {
            var faults = planned == null ? new ArrayDeque<Fault>() : planned;
            for (var i = 0; i < times; i++) {
                faults.add(new Fault(error, millis));
            }
            return faults;
        });
    }

    /** Nothing fails from now on. */
    public void clear() {
        waiting.clear();
    }

    Optional<Fault> next(String operation) {
        var next = new Fault[1];
        waiting.computeIfPresent(operation, (name, faults) -> {
            next[0] = faults.poll();
            return faults.isEmpty() ? null : faults;
        });
        return Optional.ofNullable(next[0]);
    }

    private static Map<String, Set<String>> known(Map<String, Set<String>> errors) {
        return errors.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        operation -> Stream.concat(operation.getValue().stream(), Stream.of(SLOW, LOST))
                                .collect(Collectors.toUnmodifiableSet())));
    }
}
