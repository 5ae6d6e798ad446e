package io.mooring.subscription.marketplace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps an error's kind and drops AWS's words about it before the SDK sees them: they may quote the question, and the SDK puts
 * them into exceptions and logs.
 */
final class QuietErrors implements ExecutionInterceptor {

    private static final int MAX_BYTES = 64 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (context.httpResponse().isSuccessful() || context.responseBody().isEmpty()) {
            return context.responseBody();
        }
        try (var body = context.responseBody().get()) {
            var type = JSON.createObjectNode().put("__type", type(body.readNBytes(MAX_BYTES)));
            return Optional.of(new ByteArrayInputStream(JSON.writeValueAsBytes(type)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String type(byte[] error) {
        try {
            return JSON.readTree(error).path("__type").stringValue("");
        } catch (JacksonException malformed) {
            return "";
        }
    }
}
