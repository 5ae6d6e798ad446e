package io.mooring.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Completes the OpenAPI document: the one form of all errors, the idempotency key, and for each operation an example that the tests send and expect. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

    private static final String JSON = "application/json";
    private static final String PROBLEM_JSON = "application/problem+json";

    /** An operation as it was carried out once. */
    record Example(
            int status,
            boolean idempotent,
            @Nullable Object request,
            @Nullable Object response) {}

    static Map<String, Example> examples(JsonMapper json) {
        try (var file = new ClassPathResource("openapi/examples.json").getInputStream()) {
            return json.rebuild()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(file, new TypeReference<Map<String, Example>>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Bean
    OpenAPI openApi(Installation installation) {
        return new OpenAPI()
                .info(new Info()
                        .title("Mooring for " + installation.brand().name())
                        .version("1")
                        .description("What the activation wizard, the Console and the Billing Center are made of."));
    }

    @Bean
    OpenApiCustomizer examplesAndProblems(JsonMapper json) {
        var examples = examples(json);
        return api -> api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> complete(operation, examples.get(key(method, path)))));
    }

    private static String key(PathItem.HttpMethod method, String path) {
        return method + " " + path.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }

    private static void complete(Operation operation, @Nullable Example example) {
        if (example != null) {
            illustrate(operation, example);
        }
        operation.getResponses().addApiResponse("default", problem());
    }

    private static void illustrate(Operation operation, Example example) {
        if (example.idempotent()) {
            operation.addParametersItem(new HeaderParameter()
                    .name("Idempotency-Key")
                    .required(true)
                    .description("A structured-field string; the same one when the same request is repeated")
                    .schema(new StringSchema())
                    .example("\"1f0e9c3a-6d2b-4c57-8a41-0b9e7d5c3f21\""));
        }
        var body = operation.getRequestBody();
        if (body != null && example.request() != null) {
            body.getContent().values().forEach(media -> media.setExample(example.request()));
        }
        var responses = new ApiResponses();
        var described = operation.getResponses().values().stream().findFirst().orElseGet(ApiResponse::new);
        if (example.response() == null && example.status() == 204) {
            described.setContent(null);
        } else if (described.getContent() != null && example.response() != null) {
            described.setContent(asJson(described.getContent(), example.response()));
        }
        responses.addApiResponse(Integer.toString(example.status()), described.description("Done"));
        operation.setResponses(responses);
    }

    private static Content asJson(Content described, Object example) {
        var schema = described.values().stream()
                .findFirst()
                .map(MediaType::getSchema)
                .orElse(null);
        return new Content().addMediaType(JSON, new MediaType().schema(schema).example(example));
    }

    private static ApiResponse problem() {
        var text = new StringSchema();
        var schema = new Schema<Object>()
                .addProperty("type", text)
                .addProperty("title", text)
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("detail", text)
                .addProperty("traceId", text)
                .addProperty("errors", new Schema<Object>().type("array"))
                .addProperty("retryAfter", new Schema<Integer>().type("integer"))
                .addProperty("attemptsLeft", new Schema<Integer>().type("integer"));
        schema.setType("object");
        return new ApiResponse()
                .description("Refused: an RFC 9457 problem document; `type` names the page that explains it")
                .content(new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(schema)));
    }
}
