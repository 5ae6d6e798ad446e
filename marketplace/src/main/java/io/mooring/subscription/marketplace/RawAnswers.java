package io.mooring.subscription.marketplace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows an answer's JSON beside the SDK's own reading of it, because the SDK's model of the marketplace services does not know
 * {@code LicenseArn} and {@code initialAgreementId} yet. To be deleted when it does.
 */
final class RawAnswers implements ExecutionInterceptor {

    private static final ExecutionAttribute<AtomicReference<JsonNode>> HOLDER = new ExecutionAttribute<>("mooring-raw");
    private static final int MAX_BYTES = 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    /** To be put on a request whose answer is of interest. */
    static AtomicReference<JsonNode> holder() {
        return new AtomicReference<>(JSON.missingNode());
    }

    static ExecutionAttribute<AtomicReference<JsonNode>> attribute() {
        return HOLDER;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        @Nullable AtomicReference<JsonNode> holder = attributes.getAttribute(HOLDER);
        if (holder == null
                || !context.httpResponse().isSuccessful()
                || context.responseBody().isEmpty()) {
            return context.responseBody();
        }
        try (var body = context.responseBody().get()) {
            var bytes = body.readNBytes(MAX_BYTES);
            holder.set(tree(bytes));
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What is no JSON is left for the SDK to complain of. */
    private static JsonNode tree(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException malformed) {
            return JSON.missingNode();
        }
    }
}
