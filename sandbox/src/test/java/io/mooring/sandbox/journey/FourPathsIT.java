package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The guide's four ways from a subscription to a bound workspace. */
class FourPathsIT {

    final Marketplace aws = Product.aws();

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE", "AFTER", "MANUAL"})
    void a_newcomer_registers_and_activates(String notification) {
        var purchase = aws.subscribe(notification);
        var customer = purchase.path("customerIdentifier").asString();
        var buyer = Product.buyer().land(customer);
        var newcomer = Newcomer.random();
        Established.register(buyer, newcomer);
        if (notification.equals("MANUAL")) {
            var waiting = buyer.await("bound", Buyer.satisfied("BOUND_WORKSPACE"));
            assertThat(waiting.path("status").asString()).isEqualTo("OPEN");
            assertThat(waiting.at("/subscription/status").asString()).isEqualTo("WAITING_FOR_AWS");
            aws.say(customer, "subscribe-success", 1);
        }
        var view = buyer.await("completed", Buyer.status("COMPLETED"));

        assertThat(view.at("/subscription/awsAccountId").asString())
                .isEqualTo(purchase.path("awsAccountId").asString());
        assertThat(view.at("/workspaces/0/name").asString()).isEqualTo(newcomer.workspace());
        buyer.signIn("console", newcomer.userName(), newcomer.password()).expecting(201);
        assertThat(names(buyer.browser().get("/api/console/workspaces"))).containsExactly(newcomer.workspace());
        buyer.signIn("billing-center", newcomer.userName(), newcomer.password()).expecting(201);
        var settlement = buyer.browser()
                .get("/api/billing-center/workspaces")
                .expecting(200)
                .body()
                .at("/items/0/settlement");
        assertThat(settlement.path("method").asString()).isEqualTo("AWS_MARKETPLACE");
        assertThat(settlement.path("awsAccountId").asString())
                .isEqualTo(purchase.path("awsAccountId").asString());
        assertThat(aws.nextMail(newcomer.mailbox(), 1).path("subject").asString())
                .isNotBlank();
    }

    @Test
    void an_existing_account_binds_its_workspace() {
        var existing = Established.withAFreeWorkspace();
        var buyer = existing.boundTo(subscribed());

        assertThat(StreamSupport.stream(buyer.workspaces().spliterator(), false)
                        .map(workspace -> workspace.path("bindable").asBoolean()))
                .containsExactly(true);
        buyer.bind(existing.workspaceId()).expecting(201);
        buyer.await("completed", Buyer.status("COMPLETED"));

        assertThat(buyer.workspaces().get(0).path("reason").asString()).isEqualTo("BOUND_HERE");
    }

    @Test
    void an_existing_account_creates_a_workspace_for_an_existing_console_account() {
        var existing = Established.withAFreeWorkspace();
        var buyer = existing.boundTo(subscribed());
        var mailbox = existing.newcomer().mailbox();
        var proof = buyer.prove(mailbox, Map.of("purpose", "CONSOLE", "email", mailbox));

        buyer.createWorkspace("North quay", proof).expecting(201);
        buyer.await("completed", Buyer.status("COMPLETED"));

        buyer.signIn(
                        "console",
                        existing.newcomer().userName(),
                        existing.newcomer().password())
                .expecting(201);
        assertThat(names(buyer.browser().get("/api/console/workspaces")))
                .contains("North quay", existing.newcomer().workspace());
    }

    @Test
    void an_existing_account_creates_a_workspace_with_a_new_console_account() {
        var existing = Established.withAFreeWorkspace();
        var buyer = existing.boundTo(subscribed());
        var colleague = Newcomer.random();
        var proof = buyer.prove(colleague.mailbox(), Map.of("purpose", "CONSOLE", "email", colleague.mailbox()));

        buyer.createWorkspace(
                        "South quay",
                        Map.of(
                                "kind",
                                "NEW",
                                "userName",
                                colleague.userName(),
                                "password",
                                colleague.password(),
                                "verificationId",
                                proof))
                .expecting(201);
        buyer.await("completed", Buyer.status("COMPLETED"));

        buyer.signIn("console", colleague.userName(), colleague.password()).expecting(201);
        assertThat(names(buyer.browser().get("/api/console/workspaces"))).containsExactly("South quay");
    }

    private String subscribed() {
        return aws.subscribe("BEFORE").path("customerIdentifier").asString();
    }

    private static Iterable<String> names(Answer list) {
        return StreamSupport.stream(list.expecting(200).body().path("items").spliterator(), false)
                .map((JsonNode workspace) -> workspace.path("name").asString())
                .toList();
    }
}
