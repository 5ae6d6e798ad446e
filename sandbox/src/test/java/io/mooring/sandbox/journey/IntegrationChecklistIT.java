package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What AWS checks before it publishes a listing, line by line. */
class IntegrationChecklistIT {

    final Marketplace aws = Product.aws();

    private String customer(String notification) {
        return aws.subscribe(notification).path("customerIdentifier").asString();
    }

    /** Somebody who has been through the whole wizard. */
    private static Buyer completed(String customer, Newcomer newcomer) {
        var buyer = Product.buyer().land(customer);
        Established.register(buyer, newcomer);
        buyer.await("completed", Buyer.status("COMPLETED"));
        return buyer;
    }

    private static String landing(String listing) {
        return "/landing/" + listing;
    }

    private static Answer activation(Buyer buyer) {
        buyer.await("begun", view -> true);
        return buyer.browser().get("/api/activation").expecting(200);
    }

    @Nested
    class Registration {

        @Test
        void the_landing_page_takes_the_post_and_answers_whoever_only_looks() {
            var buyer = Product.buyer();

            assertThat(buyer.browser().get(landing(Buyer.LISTING)).status()).isEqualTo(200);
            var answer = buyer.arrive(aws.token(customer("BEFORE")), Buyer.LISTING);

            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/activation");
            assertThat(buyer.browser().get("/activation").status()).isEqualTo(200);
        }

        @Test
        void the_token_is_in_no_cookie_and_no_address() {
            var token = aws.token(customer("BEFORE"));

            var answer = Product.buyer().arrive(token, Buyer.LISTING);

            assertThat(answer.headers().allValues("Set-Cookie")).isNotEmpty();
            assertThat(answer.headers().map().toString()).doesNotContain(token);
        }

        @Test
        void the_token_is_resolved_before_the_page_is_answered() {
            var customer = customer("MANUAL");

            Product.buyer().land(customer);

            assertThat(StreamSupport.stream(aws.ledger().spliterator(), false)
                            .filter(line ->
                                    line.path("customerIdentifier").asString().equals(customer))
                            .map(line -> line.path("operation").asString() + " "
                                    + line.path("outcome").asString()))
                    .contains("ResolveCustomer resolved");
        }

        @ParameterizedTest
        @ValueSource(strings = {"gmail.com", "outlook.com", "qq.com", "163.com"})
        void an_address_of_a_free_mail_provider_is_as_good_as_any(String provider) {
            var person = Newcomer.random();
            var newcomer = person.withMailbox(person.userName() + "@" + provider);

            completed(customer("BEFORE"), newcomer);
        }

        @Test
        void an_incomplete_registration_is_taken_up_again_from_another_browser() {
            var customer = customer("BEFORE");
            var first = Product.buyer().land(customer);
            activation(first);
            first.browser()
                    .put(
                            "/api/activation/draft",
                            Map.of("path", "register", "step", "company", "fields", Map.of("companyName", "Pier")))
                    .expecting(204);

            var later = Product.buyer().land(customer);
            activation(later);

            assertThat(later.browser()
                            .get("/api/activation/draft")
                            .body()
                            .at("/fields/companyName")
                            .asString())
                    .isEqualTo("Pier");
            Established.register(later, Newcomer.random());
            first.await("completed there, too", Buyer.status("COMPLETED"));
        }

        @Test
        void several_attempts_to_register_are_accepted() {
            var taken = Newcomer.random();
            Established.register(Product.buyer().land(customer("BEFORE")), taken);
            var buyer = Product.buyer().land(customer("BEFORE"));
            var newcomer = Newcomer.random();
            activation(buyer);
            var proof = buyer.prove(newcomer.mailbox(), Map.of("purpose", "REGISTER", "email", newcomer.mailbox()));

            for (var attempt = 0; attempt < 3; attempt++) {
                buyer.register(newcomer.withUserName(taken.userName()), proof).expecting(409);
            }
            buyer.register(newcomer, proof).expecting(201);

            buyer.await("completed", Buyer.status("COMPLETED"));
        }
    }

    @Nested
    class Subscription {

        @Test
        void a_successful_one_gives_access() {
            var buyer = Product.buyer().land(customer("AFTER"));
            var newcomer = Newcomer.random();
            Established.register(buyer, newcomer);

            var view = buyer.await("completed", Buyer.status("COMPLETED"));

            assertThat(view.at("/subscription/status").asString()).isEqualTo("CONFIRMED");
            buyer.signIn("console", newcomer.userName(), newcomer.password()).expecting(201);
        }

        @Test
        void a_failed_one_gives_none_and_is_shown() {
            var customer = customer("MANUAL");
            var buyer = Product.buyer().land(customer);
            activation(buyer);

            aws.say(customer, "subscribe-fail", 1);

            var view = buyer.await("cancelled", Buyer.status("CANCELLED"));
            assertThat(view.at("/subscription/status").asString()).isEqualTo("FAILED");
            assertThat(buyer.askForCode(Map.of("purpose", "REGISTER", "email", "ann@pier.example"))
                            .problem())
                    .isEqualTo("activation-closed");
        }

        @Test
        void its_end_is_announced_first_and_takes_nothing_away_before_it_comes() {
            var customer = customer("BEFORE");
            var buyer = completed(customer, Newcomer.random());

            aws.say(customer, "unsubscribe-pending", 1);
            var ending = buyer.await("paused", Buyer.status("PAUSED"));
            aws.say(customer, "unsubscribe-success", 1);
            var ended = buyer.await(
                    "ended and released",
                    view -> Buyer.status("ENDED").test(view)
                            && view.path("workspaces").isEmpty());

            assertThat(ending.at("/subscription/status").asString()).isEqualTo("ENDING");
            assertThat(ending.path("workspaces")).hasSize(1);
            assertThat(ended.at("/subscription/status").asString()).isEqualTo("ENDED");
        }
    }

    @Nested
    class Contract {

        @Test
        void whoever_has_no_subscription_is_told_how_to_get_one() {
            var stranger = Product.buyer();

            var looked = stranger.browser().get(landing(Buyer.LISTING));
            var posted = stranger.arrive("", Buyer.LISTING);

            assertThat(looked.text()).contains("AWS Marketplace").contains("Set Up Your Account");
            assertThat(posted.status()).isEqualTo(400);
            assertThat(posted.text()).contains("Set Up Your Account");
        }

        @Test
        void a_change_of_entitlements_is_taken_and_disturbs_nobody() {
            var customer = customer("BEFORE");
            var buyer = completed(customer, Newcomer.random());
            var before = aws.deadLetters();

            aws.entitle(customer, List.of(Map.of("dimension", "hosts", "integerValue", 5)));
            aws.say(customer, "entitlement-updated", 1);
            aws.awaitEmptyQueue();

            assertThat(aws.deadLetters()).isEqualTo(before);
            assertThat(activation(buyer).body().path("status").asString()).isEqualTo("COMPLETED");
        }
    }

    @Nested
    class Inside {

        @Test
        void the_subscription_is_shown_inside_the_product() {
            var purchase = aws.subscribe("BEFORE");
            var newcomer = Newcomer.random();
            var buyer = completed(purchase.path("customerIdentifier").asString(), newcomer);

            buyer.signIn("billing-center", newcomer.userName(), newcomer.password())
                    .expecting(201);
            var settlement = buyer.browser()
                    .get("/api/billing-center/workspaces")
                    .expecting(200)
                    .body()
                    .at("/items/0/settlement");

            assertThat(settlement.path("method").asString()).isEqualTo("AWS_MARKETPLACE");
            assertThat(settlement.path("awsAccountId")).isEqualTo(purchase.path("awsAccountId"));
            assertThat(activation(buyer).body().at("/subscription/status").asString())
                    .isEqualTo("CONFIRMED");
        }

        @Test
        void a_returning_customer_signs_in_from_the_landing_page() {
            var returning = Established.withAFreeWorkspace();

            var buyer = returning.boundTo(customer("BEFORE"));
            buyer.bind(returning.workspaceId()).expecting(201);
            buyer.await("completed", Buyer.status("COMPLETED"));

            buyer.signIn(
                            "console",
                            returning.newcomer().userName(),
                            returning.newcomer().password())
                    .expecting(201);
        }

        @Test
        void a_mail_confirms_the_activation_and_names_the_next_steps() {
            var buyer = Product.buyer().land(customer("BEFORE"));
            var newcomer = Newcomer.random();
            Established.register(buyer, newcomer);

            var text = aws.nextMail(newcomer.mailbox(), 1).path("text").asString();
            var steps = buyer.browser()
                    .get("/api/configuration")
                    .expecting(200)
                    .body()
                    .path("nextSteps");

            assertThat(text).contains(newcomer.workspace());
            assertThat(steps)
                    .isNotEmpty()
                    .allSatisfy(
                            step -> assertThat(text).contains(step.path("url").asString()));
        }

        /** Names of fields, and what browsers and people call such fields. */
        private static final Pattern PAYMENT = Pattern.compile(
                "(credit|debit).?card|card.?(number|holder)|\\biban\\b|\\bbic\\b|\\bcvc\\b|\\bcvv\\b|bank|cc-(name|number|exp|csc|type)|routing|sepa",
                Pattern.CASE_INSENSITIVE);

        @Test
        void no_request_and_no_answer_has_a_field_for_payment_data() {
            var schemas = Product.buyer()
                    .browser()
                    .get("/v3/api-docs")
                    .expecting(200)
                    .body()
                    .at("/components/schemas");
            var fields = StreamSupport.stream(schemas.spliterator(), false)
                    .flatMap(schema -> schema.path("properties").propertyNames().stream())
                    .toList();

            assertThat(fields).contains("userName", "taxId", "awsAccountId");
            assertThat(fields).noneMatch(field -> PAYMENT.matcher(field).find());
        }

        @Test
        void no_page_has_a_field_for_payment_data() {
            var pages = Served.from(Product.buyer().browser(), "/");

            assertThat(pages.keySet())
                    .contains("/assets/screens/register/company.js")
                    .hasSizeGreaterThan(30);
            assertThat(pages.entrySet().stream()
                            .filter(page -> PAYMENT.matcher(page.getValue()).find())
                            .map(Map.Entry::getKey))
                    .isEmpty();
        }
    }

    @Nested
    class Intake {

        @ParameterizedTest
        @ValueSource(strings = {"observability", "metrics"})
        void what_aws_says_arrives_by_the_queue(String listing) {
            JsonNode purchase = aws.subscribe(listing, null, "MANUAL");
            var customer = purchase.path("customerIdentifier").asString();
            var buyer = Product.buyer().landWith(aws.token(customer), listing);

            aws.say(customer, "subscribe-success", 1);

            buyer.await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
        }
    }

    @Nested
    class Security {

        @Test
        void the_session_is_in_a_cookie_that_only_this_origin_gets() {
            var answer = Product.buyer().arrive(aws.token(customer("BEFORE")), Buyer.LISTING);

            assertThat(answer.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie ->
                            assertThat(cookie).startsWith("__Host-").contains("Secure", "HttpOnly", "SameSite=Lax"));
        }
    }
}
