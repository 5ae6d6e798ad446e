package io.mooring.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** A request that ends with a problem document. Carries no stack trace: it is an answer, not a fault. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final transient List<FieldError> errors;
    private final @Nullable Long retryAfter;
    private final @Nullable Integer attemptsLeft;

    Problem(Fault fault) {
        this(fault, List.of(), null, null);
    }

    private Problem(Fault fault, List<FieldError> errors, @Nullable Long retryAfter, @Nullable Integer attemptsLeft) {
        super(fault.slug(), null, false, false);
        this.fault = fault;
        this.errors = errors;
        this.retryAfter = retryAfter;
        this.attemptsLeft = attemptsLeft;
    }

    /**
     * One field that cannot be accepted.
     *
     * @param pointer JSON pointer as a fragment, for example {@code #/company/name}
     * @param code what is wrong, see {@link InvalidInput}; the wizard chooses its sentence by it
     */
    public record FieldError(String pointer, String message, String code) {}

    /** A {@link Fault#VALIDATION} about one field. */
    public static Problem invalid(String pointer, String code) {
        return invalid(List.of(InvalidInput.at(pointer, code)));
    }

    static Problem invalid(List<FieldError> errors) {
        return new Problem(Fault.VALIDATION, List.copyOf(errors), null, null);
    }

    /** The same with the time after which it is worth trying again, in whole seconds. */
    public Problem retryAfterSeconds(long seconds) {
        return new Problem(fault, errors, Math.max(1, seconds), attemptsLeft);
    }

    public Problem retryAfter(Duration wait) {
        return retryAfterSeconds(wait.plusMillis(999).toSeconds());
    }

    public Problem attemptsLeft(int tries) {
        return new Problem(fault, errors, retryAfter, tries);
    }

    /** The refusal that was found before the controller, where that one answers in a form of its own. */
    public static Optional<Problem> foundBefore(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(Problem.class.getName()));
    }

    public Fault fault() {
        return fault;
    }

    ProblemDocument document(String traceId) {
        return new ProblemDocument(
                "/problems/" + fault.slug(),
                fault.title(),
                fault.status(),
                ProblemTexts.remedy(fault.slug()),
                traceId,
                errors.isEmpty() ? null : errors,
                retryAfter,
                attemptsLeft);
    }
}
