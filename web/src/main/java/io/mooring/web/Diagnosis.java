package io.mooring.web;

import io.mooring.access.api.AccessRule;
import io.mooring.rule.api.Rule;
import io.mooring.rule.api.RuleViolated;
import io.mooring.verification.api.VerificationRule;
import io.mooring.workspace.api.WorkspaceRule;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says which problem an exception is. What it does not know is an {@link Fault#INTERNAL_ERROR} and shows nothing of itself. */
final class Diagnosis {

    /** Refusals that waiting mends, even where the command side gives no time. */
    private static final Set<Rule> TOO_MANY = Set.of(
            VerificationRule.NOT_TOO_SOON,
            VerificationRule.MAILBOX_WITHIN_LIMIT,
            VerificationRule.ATTEMPTS_LEFT,
            AccessRule.NOT_LOCKED);

    private static final long STORE_RETRY_SECONDS = 2;

    private final Clock clock;

    /** Reads the texts now: a request has no business reading files. */
    Diagnosis(Clock clock) {
        this.clock = clock;
        for (var fault : Fault.values()) {
            if (ProblemTexts.section(fault.slug()).isEmpty()) {
                throw new IllegalStateException("docs/problems.md lacks " + fault.slug());
            }
        }
    }

    ProblemDocument of(Throwable error, String traceId) {
        var refused = find(error, RuleViolated.class);
        if (refused.isPresent() && refused.get().rule() != WorkspaceRule.OWNED_BY_PAYER) {
            return refusal(refused.get(), traceId);
        }
        return problem(error).document(traceId);
    }

    private ProblemDocument refusal(RuleViolated refused, String traceId) {
        var rule = refused.rule();
        var wait = refused.retryAt().map(at -> Duration.between(clock.instant(), at));
        return new ProblemDocument(
                "/problems/" + rule.slug(),
                rule.message(),
                wait.isPresent() || TOO_MANY.contains(rule) ? 429 : 409,
                ProblemTexts.remedy(rule.slug()),
                traceId,
                null,
                wait.map(left -> Math.max(1, left.plusMillis(999).toSeconds())).orElse(null),
                null);
    }

    private static Problem problem(Throwable error) {
        var known = find(error, Problem.class);
        if (known.isPresent()) {
            return known.get();
        }
        if (find(error, RuleViolated.class).isPresent()
                || find(error, AggregateNotFoundException.class).isPresent()) {
            return Fault.NOT_FOUND.problem();
        }
        if (find(error, ConcurrencyException.class).isPresent()) {
            return Fault.CONCURRENT_CHANGE.problem().retryAfterSeconds(1);
        }
        if (storeIsAway(error)) {
            return Fault.STORE_UNAVAILABLE.problem().retryAfterSeconds(STORE_RETRY_SECONDS);
        }
        return input(error).orElseGet(() -> status(error));
    }

    private static Optional<Problem> input(Throwable error) {
        if (find(error, DataBufferLimitException.class).isPresent()) {
            return Optional.of(Fault.BODY_TOO_LARGE.problem());
        }
        return find(error, WebExchangeBindException.class)
                .map(Diagnosis::invalid)
                .or(() -> find(error, JacksonException.class).map(Diagnosis::unreadable));
    }

    private static Problem invalid(WebExchangeBindException refused) {
        return Problem.invalid(refused.getFieldErrors().stream()
                .map(error -> InvalidInput.at(
                        "#/" + error.getField().replace('.', '/').replaceAll("\\[(\\w+)]", "/$1"),
                        String.valueOf(error.getDefaultMessage())))
                .toList());
    }

    private static Problem unreadable(JacksonException refused) {
        var code = switch (refused) {
            case UnrecognizedPropertyException unknown -> "unknown-field";
            case InvalidFormatException other when other.getTargetType().isEnum() -> "unknown-value";
            case ValueInstantiationException refusedByItsType -> "unknown-value";
            case MismatchedInputException other -> "malformed";
            default -> null;
        };
        var pointer = pointer(refused);
        return code == null || pointer.equals("#")
                ? Fault.MALFORMED_JSON.problem()
                : Problem.invalid(java.util.List.of(InvalidInput.at(pointer, code)));
    }

    private static String pointer(JacksonException refused) {
        var pointer = new StringBuilder("#");
        for (var step : refused.getPath()) {
            var name = step.getPropertyName();
            pointer.append('/')
                    .append(name == null ? Integer.toString(step.getIndex()) : name.replaceAll("[^\\w-]", "_"));
        }
        return pointer.length() > 200 ? "#" : pointer.toString();
    }

    private static Problem status(Throwable error) {
        var status = find(error, ResponseStatusException.class)
                .map(known -> known.getStatusCode().value())
                .orElse(500);
        return switch (status) {
            case 400 -> Fault.MALFORMED_JSON.problem();
            case 404 -> Fault.NOT_FOUND.problem();
            case 405 -> Fault.METHOD_NOT_ALLOWED.problem();
            case 406 -> Fault.NOT_ACCEPTABLE.problem();
            case 413 -> Fault.BODY_TOO_LARGE.problem();
            case 415 -> Fault.UNSUPPORTED_MEDIA_TYPE.problem();
            default -> Fault.INTERNAL_ERROR.problem();
        };
    }

    private static boolean storeIsAway(Throwable error) {
        return find(error, DataAccessResourceFailureException.class).isPresent()
                || find(error, TransientDataAccessException.class).isPresent()
                || find(error, CannotCreateTransactionException.class).isPresent()
                || find(error, SQLTransientException.class).isPresent()
                || find(error, SQLException.class)
                        .map(SQLException::getSQLState)
                        .filter(state -> state.startsWith("08") || state.startsWith("53") || state.startsWith("57"))
                        .isPresent();
    }

    private static <E extends Throwable> Optional<E> find(Throwable error, Class<E> type) {
        @Nullable Throwable cause = error;
        for (var depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
