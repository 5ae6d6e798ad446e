package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens when AWS, the buyer or the mail server do not behave. */
class HardTimesIT {

    /** The common pool has a thread a core, which is one after the other where there are two. */
    private static final Executor AT_ONCE = task -> Thread.ofVirtual().start(task);

    final Marketplace aws = Product.aws();
    final Newcomer newcomer = Newcomer.random();

    private String customer(String notification) {
        return aws.subscribe(notification).path("customerIdentifier").asString();
    }

    private static Answer get(Buyer buyer) {
        return buyer.browser().get("/api/activation");
    }

    @Test
    void unsubscribing_in_mid_wizard_closes_it_and_subscribing_again_opens_another() {
        var customer = customer("BEFORE");
        var buyer = Product.buyer().land(customer);
        var first = buyer.await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
        var proof = buyer.prove(newcomer.mailbox(), Map.of("purpose", "REGISTER", "email", newcomer.mailbox()));

        aws.say(customer, "unsubscribe-pending", 1);
        buyer.await("paused", Buyer.status("PAUSED"));
        assertThat(buyer.register(newcomer, proof).expecting(409).problem()).isEqualTo("activation-closed");
        aws.say(customer, "unsubscribe-success", 1);
        buyer.await("ended", Buyer.status("ENDED"));
        assertThat(buyer.register(newcomer, proof).expecting(409).problem()).isEqualTo("activation-closed");

        aws.say(customer, "subscribe-success", 1);
        var second = buyer.await("open again", Buyer.status("OPEN"));
        assertThat(second.path("activationId")).isNotEqualTo(first.path("activationId"));
        Established.register(buyer, Newcomer.random());
        buyer.await("completed", Buyer.status("COMPLETED"));
    }

    @Test
    void subscribing_again_within_the_final_hour_goes_on_with_the_same_activation() {
        var customer = customer("BEFORE");
        var buyer = Product.buyer().land(customer);
        Established.register(buyer, newcomer);
        var completed = buyer.await("completed", Buyer.status("COMPLETED"));
        aws.say(customer, "unsubscribe-pending", 1);
        buyer.await("paused", Buyer.status("PAUSED"));

        aws.say(customer, "subscribe-success", 1);

        var resumed = buyer.await("completed again", Buyer.status("COMPLETED"));
        assertThat(resumed.path("activationId")).isEqualTo(completed.path("activationId"));
        assertThat(resumed.path("workspaces")).hasSize(1);
    }

    @Test
    void a_failed_payment_cancels_and_a_mended_one_goes_on() {
        var customer = customer("MANUAL");
        var buyer = Product.buyer().land(customer);
        var begun = buyer.await("begun", view -> true);
        buyer.browser()
                .put(
                        "/api/activation/draft",
                        Map.of("path", "register", "step", "company", "fields", Map.of("userName", "typed")))
                .expecting(204);

        aws.say(customer, "subscribe-fail", 2);
        buyer.await("cancelled", Buyer.status("CANCELLED"));
        aws.say(customer, "subscribe-success", 2);
        var open = buyer.await("open", Buyer.status("OPEN"));

        assertThat(open.path("activationId")).isEqualTo(begun.path("activationId"));
        assertThat(buyer.browser()
                        .get("/api/activation/draft")
                        .body()
                        .at("/fields/userName")
                        .asString())
                .isEqualTo("typed");
        Established.register(buyer, newcomer);
        buyer.await("completed", Buyer.status("COMPLETED"));
    }

    @Test
    void pressing_set_up_again_resumes_and_a_token_opens_nothing_twice() {
        var customer = customer("BEFORE");
        var first = Product.buyer().land(customer);
        var begun = first.await("begun", view -> true);
        var elsewhere = Product.buyer().land(customer);

        assertThat(elsewhere.await("resumed", view -> true).path("activationId"))
                .isEqualTo(begun.path("activationId"));
        assertThat(get(Product.buyer()).expecting(401).problem()).isEqualTo("session-missing");
    }

    @Test
    void a_token_that_is_no_good_says_what_to_press() {
        var stranger = Product.buyer().browser();
        assertThat(stranger.submitFromElsewhere(
                                "/landing/" + Buyer.LISTING,
                                aws.address(),
                                Map.of("x-amzn-marketplace-token", "made up"))
                        .status())
                .isEqualTo(400);
        assertThat(stranger.submitFromElsewhere("/landing/" + Buyer.LISTING, aws.address(), Map.of())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void five_copies_of_every_notification_are_one() {
        var customer = customer("MANUAL");
        var buyer = Product.buyer().land(customer);
        aws.say(customer, "subscribe-success", 5);
        Established.register(buyer, newcomer);
        aws.say(customer, "entitlement-updated", 5);

        var view = buyer.await("completed", Buyer.status("COMPLETED"));
        assertThat(view.path("workspaces")).hasSize(1);
        assertThat(view.at("/subscription/episode").asInt()).isEqualTo(1);
    }

    @Test
    void a_mail_server_that_is_down_delays_mail_and_nothing_else() {
        var storefront = new Browser(Browser.client(), aws.address());
        var buyer = Product.buyer().land(customer("BEFORE"));
        buyer.await("begun", view -> true);
        var proof = buyer.prove(newcomer.mailbox(), Map.of("purpose", "REGISTER", "email", newcomer.mailbox()));
        var other = Newcomer.random().mailbox();
        storefront.post("/api/mail/down", Map.of()).expecting(204);
        try {
            buyer.register(newcomer, proof).expecting(201);
            buyer.await("completed without mail", Buyer.status("COMPLETED"));
            buyer.browser()
                    .post(
                            "/api/activation/verifications",
                            Map.of("purpose", "CONSOLE", "email", other, "language", "zh"))
                    .expecting(201);
            assertThat(aws.mails(newcomer.mailbox())).isEqualTo(1);
        } finally {
            storefront.post("/api/mail/up", Map.of()).expecting(204);
        }
        assertThat(aws.nextCode(other, 0)).hasSize(8);
        assertThat(aws.nextMail(newcomer.mailbox(), 1).path("text").asString()).contains(newcomer.workspace());
    }

    @Test
    void a_message_that_cannot_be_read_blocks_nobody() {
        var storefront = new Browser(Browser.client(), aws.address());
        var before = deadLetters(storefront);
        storefront
                .post("/api/messages", Map.of("body", "{ no json", "copies", 3))
                .expecting(202);

        var buyer = Product.buyer().land(customer("AFTER"));
        buyer.await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));

        org.awaitility.Awaitility.await().until(() -> deadLetters(storefront) == before + 3);
    }

    private static int deadLetters(Browser storefront) {
        return storefront
                .get("/api/queue")
                .expecting(200)
                .body()
                .path("deadLetters")
                .asInt();
    }

    @Test
    void two_buyers_race_for_one_user_name_and_one_gets_it() {
        var rivals = IntStream.range(0, 4)
                .mapToObj(i -> {
                    var buyer = Product.buyer().land(customer("BEFORE"));
                    buyer.await("begun", view -> true);
                    var mailbox = Newcomer.random().mailbox();
                    var proof = buyer.prove(mailbox, Map.of("purpose", "REGISTER", "email", mailbox));
                    var rival = new Newcomer(
                            i % 2 == 0
                                    ? newcomer.userName()
                                    : newcomer.userName().toUpperCase(java.util.Locale.ROOT),
                            mailbox,
                            newcomer.password(),
                            "Company",
                            "Workspace");
                    return new Rival(buyer, rival, proof);
                })
                .toList();

        var answers = rivals.stream()
                .map(rival -> CompletableFuture.supplyAsync(
                        () -> rival.buyer().register(rival.who(), rival.proof()), AT_ONCE))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 409).map(Answer::problem))
                .containsOnly("billing-user-name-taken");
    }

    private record Rival(Buyer buyer, Newcomer who, String proof) {}

    @Test
    void a_double_click_registers_once() {
        var buyer = Product.buyer().land(customer("BEFORE"));
        buyer.await("begun", view -> true);
        var proof = buyer.prove(newcomer.mailbox(), Map.of("purpose", "REGISTER", "email", newcomer.mailbox()));
        var body = newcomer.registration(proof, buyer.termsVersion());
        var key = UUID.randomUUID().toString();

        var clicks = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> buyer.browser().post("/api/activation/registration", body, key), AT_ONCE))
                .limit(2)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        var afterwards = buyer.browser().post("/api/activation/registration", body, key);

        assertThat(clicks.stream().map(Answer::status))
                .contains(201)
                .allMatch(status -> status == 201 || status == 409);
        assertThat(afterwards.status()).isEqualTo(201);
        assertThat(buyer.await("completed", Buyer.status("COMPLETED")).path("workspaces"))
                .hasSize(1);
    }

    @Test
    void a_workspace_has_one_payer_and_strangers_cannot_name_it() {
        var owner = Established.withAFreeWorkspace();
        var paying = owner.boundTo(customer("BEFORE"));
        paying.bind(owner.workspaceId()).expecting(201);
        paying.await("completed", Buyer.status("COMPLETED"));

        var stranger = Established.withAFreeWorkspace().boundTo(customer("BEFORE"));
        assertThat(stranger.bind(owner.workspaceId()).expecting(404).problem()).isEqualTo("not-found");
    }
}
