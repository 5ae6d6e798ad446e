package io.mooring.sandbox.aws;

import io.mooring.sandbox.http.LocalServer;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Metering, the Entitlement and the Agreement service at one address, in the wire protocol that AWS's own clients speak: JSON 1.0 and 1.1,
 * the operation in {@code X-Amz-Target}, a signed request for {@code aws-marketplace}. The signature itself is not checked.
 */
public final class AwsServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AwsServices.class);
    private static final String SCOPE = "/aws-marketplace/aws4_request";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, AwsOperation> operations;
    private final Faults faults;
    private final Ledger ledger;
    private final LocalServer server;

    /** Starts the services; port 0 takes a free one. */
    public AwsServices(
            int port,
            Purchases purchases,
            RegistrationTokens tokens,
            Entitlements entitlements,
            Faults faults,
            Ledger ledger,
            Clock clock) {
        this.faults = faults;
        this.ledger = ledger;
        this.operations = List.<AwsOperation>of(
                        new ResolveCustomer(tokens, purchases, ledger),
                        new GetEntitlements(entitlements, purchases, ledger),
                        new DescribeAgreement(purchases, ledger, clock),
                        new SearchAgreements(purchases, ledger, clock),
                        new GetAgreementTerms(purchases, ledger),
                        new GetAgreementEntitlements(purchases, ledger, clock))
                .stream()
                .collect(Collectors.toMap(AwsOperation::target, Function.identity()));
        this.server = LocalServer.start(port, new Routes().post("/", this::answer));
    }

    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        closing.countDown();
        server.close();
    }

    private Response answer(Request request) {
        var target = request.header("x-amz-target").orElse("");
        try {
            signed(request.header("authorization").orElse(""));
            var operation = operations.get(target);
            if (operation == null) {
                throw AwsFault.badRequest("UnknownOperationException", "There is no operation " + target);
            }
            return answer(operation, request, faults.next(operation.name()));
        } catch (AwsFault fault) {
            ledger.add(target.substring(target.indexOf('.') + 1), "", fault.type());
            return fault(fault);
        }
    }

    private Response answer(AwsOperation operation, Request request, Optional<Faults.Fault> planned) {
        planned.filter(Faults.Fault::isAnswer).ifPresent(error -> {
            throw AwsFault.ofType(error.error());
        });
        var answer = response(200, JSON.writeValueAsString(operation.answer(body(request))));
        if (planned.isEmpty()) {
            return answer;
        }
        var fault = planned.get();
        ledger.add(operation.name(), "", fault.error());
        if (fault.error().equals(Faults.LOST)) {
            return Response.LOST;
        }
        pause(fault.millis());
        return answer;
    }

    private void pause(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debug("An answer that was to be late is given at the end");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signed(String authorization) {
        if (!authorization.startsWith("AWS4-HMAC-SHA256 ")) {
            throw AwsFault.forbidden("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!authorization.contains(SCOPE)) {
            throw AwsFault.forbidden(
                    "InvalidSignatureException", "Credential should be scoped to correct service: 'aws-marketplace'.");
        }
    }

    private static JsonNode body(Request request) {
        try {
            return JSON.readTree(request.text());
        } catch (JacksonException malformed) {
            throw AwsFault.badRequest("SerializationException", "The body is not JSON");
        }
    }

    private static Response fault(AwsFault fault) {
        var body = new LinkedHashMap<String, String>();
        body.put("__type", fault.type());
        body.put("message", fault.sentence());
        return response(fault.status(), JSON.writeValueAsString(body)).with("x-amzn-ErrorType", fault.type());
    }

    private static Response response(int status, String body) {
        return Response.text(status, "application/x-amz-json-1.1", body)
                .with("x-amzn-RequestId", UUID.randomUUID().toString());
    }
}
