package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.sandbox.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The product is killed between any two steps of a journey, and the buyer, with the same browser, loses nothing. */
class PowerCutIT {

    /** The sandbox's sample account. */
    private static final String OWNER = "harbor-billing";

    private static final String OWNERS_MAILBOX = "billing@harbor.example";

    @Test
    void a_journey_survives_a_kill_after_every_step() {
        var data = Product.folder().resolve("data");
        var ports = Ports.free();
        var newcomer = Newcomer.random();
        var product = start(data, ports);
        try {
            var aws = Product.awsOf(product);
            var buyer = Product.buyerOf(product);
            var customer = aws.subscribe("MANUAL").path("customerIdentifier").asString();

            product = killed(product, data, ports);
            buyer.land(customer);
            product = killed(product, data, ports);
            var begun = buyer.await("begun", view -> true);
            aws.say(customer, "subscribe-success", 1);
            product = killed(product, data, ports);
            buyer.await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
            buyer.browser()
                    .put(
                            "/api/activation/draft",
                            Map.of(
                                    "path",
                                    "register",
                                    "step",
                                    "check",
                                    "fields",
                                    Map.of("userName", newcomer.userName())))
                    .expecting(204);
            var verification = buyer.browser()
                    .post(
                            "/api/activation/verifications",
                            Map.of("purpose", "REGISTER", "email", newcomer.mailbox(), "language", "en"))
                    .expecting(201)
                    .body()
                    .path("verificationId")
                    .asString();
            product = killed(product, data, ports);
            assertThat(buyer.browser()
                            .get("/api/activation/draft")
                            .body()
                            .at("/fields/userName")
                            .asString())
                    .isEqualTo(newcomer.userName());
            var code = aws.nextCode(newcomer.mailbox(), 0);
            buyer.browser()
                    .post("/api/activation/verifications/" + verification + "/attempts", Map.of("code", code))
                    .expecting(200);
            product = killed(product, data, ports);
            buyer.register(newcomer, verification).expecting(201);
            product = killed(product, data, ports);
            var completed = buyer.await("completed", Buyer.status("COMPLETED"));

            assertThat(completed.path("activationId")).isEqualTo(begun.path("activationId"));
            assertThat(completed.path("workspaces")).hasSize(1);
            buyer.signIn("console", newcomer.userName(), newcomer.password()).expecting(201);
        } finally {
            product.close();
        }
    }

    @Test
    void binding_survives_a_kill_after_every_step() {
        var data = Product.folder().resolve("data");
        var ports = Ports.free();
        var product = start(data, ports);
        try {
            var aws = Product.awsOf(product);
            var buyer = Product.buyerOf(product);
            var customer = aws.subscribe("BEFORE").path("customerIdentifier").asString();
            buyer.land(customer);
            buyer.await("begun", view -> true);
            var seen = aws.mails(OWNERS_MAILBOX);
            var verification = buyer.browser()
                    .post(
                            "/api/activation/verifications",
                            Map.of("purpose", "BIND", "userName", OWNER, "language", "en"))
                    .expecting(201)
                    .body()
                    .path("verificationId")
                    .asString();
            var code = aws.nextCode(OWNERS_MAILBOX, seen);
            product = killed(product, data, ports);
            buyer.browser()
                    .post("/api/activation/verifications/" + verification + "/attempts", Map.of("code", code))
                    .expecting(200);
            product = killed(product, data, ports);
            buyer.bindBillingAccount(verification).expecting(201);
            product = killed(product, data, ports);
            var free = StreamSupport.stream(buyer.workspaces().spliterator(), false)
                    .filter(workspace -> workspace.path("bindable").asBoolean())
                    .findFirst()
                    .orElseThrow();
            buyer.bind(free.path("workspaceId").asString()).expecting(201);
            product = killed(product, data, ports);
            var completed = buyer.await("completed", Buyer.status("COMPLETED"));

            assertThat(completed.at("/workspaces/0/name").asString())
                    .isEqualTo(free.path("name").asString());
        } finally {
            product.close();
        }
    }

    private static SandboxProcess start(Path data, Ports ports) {
        return SandboxProcess.start(data, ports, SandboxProcess.ONE_ADDRESS_FOR_ALL)
                .awaitReady();
    }

    private static SandboxProcess killed(SandboxProcess product, Path data, Ports ports) {
        product.kill();
        return start(data, ports);
    }
}
