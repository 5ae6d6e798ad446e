package io.mooring.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mooring.web.Problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An RFC 9457 problem document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemDocument(
        String type,
        String title,
        int status,
        @Nullable String detail,
        String traceId,
        @Nullable List<FieldError> errors,
        @Nullable Long retryAfter,
        @Nullable Integer attemptsLeft) {}
