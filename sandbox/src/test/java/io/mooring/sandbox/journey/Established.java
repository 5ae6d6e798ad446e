package io.mooring.sandbox.journey;

import java.util.Map;

/** Somebody with a billing account, a console account and one workspace that nobody pays for any more. */
record Established(Newcomer newcomer, String billingAccountId, String workspaceId) {

    static Established withAFreeWorkspace() {
        var aws = Product.aws();
        var customer = aws.subscribe("BEFORE").path("customerIdentifier").asString();
        var buyer = Product.buyer().land(customer);
        var newcomer = Newcomer.random();
        var registered = register(buyer, newcomer);
        buyer.await("completed", Buyer.status("COMPLETED"));
        aws.say(customer, "unsubscribe-pending", 1);
        aws.say(customer, "unsubscribe-success", 1);
        buyer.await(
                "ended and released",
                view -> Buyer.status("ENDED").test(view)
                        && view.path("workspaces").isEmpty());
        return new Established(
                newcomer,
                registered.body().path("billingAccountId").asString(),
                registered.body().path("workspaceId").asString());
    }

    static Answer register(Buyer buyer, Newcomer newcomer) {
        buyer.await("begun", view -> true);
        var proof = buyer.prove(newcomer.mailbox(), Map.of("purpose", "REGISTER", "email", newcomer.mailbox()));
        return buyer.register(newcomer, proof).expecting(201);
    }

    /** One operator proposes that the billing account pays for an activation, another approves it. */
    void decidedFor(String activationId) {
        decided(activationId, "propose", "alice");
        decided(activationId, "approve", "carol");
    }

    private void decided(String activationId, String action, String by) {
        var said =
                Map.of("action", action, "by", by, "reason", "the contract names it", "userName", newcomer.userName());
        new Browser(Browser.client(), Product.running().management())
                .post("/actuator/activations/" + activationId + "/billing-account", said)
                .expecting(204);
    }

    /** Lands with a new, confirmed subscription and binds the billing account to it. */
    Buyer boundTo(String customer) {
        var buyer = Product.buyer().land(customer);
        buyer.await("begun", view -> true);
        var proof = buyer.prove(newcomer.mailbox(), Map.of("purpose", "BIND", "userName", newcomer.userName()));
        buyer.bindBillingAccount(proof).expecting(201);
        buyer.await("billing account bound", Buyer.satisfied("BILLING_ACCOUNT"));
        return buyer;
    }
}
