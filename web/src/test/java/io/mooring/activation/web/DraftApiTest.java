package io.mooring.activation.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationStatus;
import io.mooring.subscription.api.ListPredecessors;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.WebSlice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftApiTest extends WebSlice {

    static final String DRAFT = "/api/activation/draft";

    @Test
    void before_anything_is_typed_the_draft_is_empty() {
        buyer().get(DRAFT)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"path\":null,\"step\":null,\"fields\":{},\"savedAt\":null}");
    }

    @Test
    void what_was_typed_comes_back_in_another_browser_of_the_same_subscription() {
        var token = "customer-" + java.util.UUID.randomUUID();
        var first = Buyer.cookie(Buyer.post(http(), token)).orElseThrow();
        var buyer = buyer();
        buyer.with(first)
                .put(
                        DRAFT,
                        Map.of("path", "register", "step", "company", "fields", Map.of("email", "ada@acme.example")))
                .expectStatus()
                .isNoContent();

        var second = Buyer.cookie(Buyer.post(http(), token + "/2")).orElseThrow();

        buyer.with(second)
                .get(DRAFT)
                .expectBody()
                .jsonPath("$.path")
                .isEqualTo("register")
                .jsonPath("$.step")
                .isEqualTo("company")
                .jsonPath("$.fields.email")
                .isEqualTo("ada@acme.example")
                .jsonPath("$.savedAt")
                .isEqualTo("2026-11-23T10:00:00Z");
        buyer.get(DRAFT).expectBody().jsonPath("$.fields.email").doesNotExist();
    }

    @Test
    void the_last_one_to_save_wins() {
        var buyer = buyer();
        buyer.put(DRAFT, Map.of("fields", Map.of("email", "one@acme.example", "phone", "1")))
                .expectStatus()
                .isNoContent();
        buyer.put(DRAFT, Map.of("fields", Map.of("email", "two@acme.example")))
                .expectStatus()
                .isNoContent();

        buyer.get(DRAFT).expectBody().jsonPath("$.fields").isEqualTo(Map.of("email", "two@acme.example"));
    }

    @Test
    void the_table_does_not_show_what_was_typed() {
        var buyer = buyer();
        buyer.put(DRAFT, Map.of("fields", Map.of("email", "ada@acme.example")))
                .expectStatus()
                .isNoContent();

        assertThat(jdbc.sql("SELECT encode(fields, 'escape') FROM wizard_draft")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(fields -> fields.contains("acme"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "code", "verificationId", "admin", "../email"})
    void other_fields_are_refused(String key) {
        ProblemAnswer.expect(buyer().put(DRAFT, Map.of("fields", Map.of(key, "x"))), 400, "validation");
    }

    @Test
    void a_field_holds_512_characters() {
        var buyer = buyer();
        buyer.put(DRAFT, Map.of("fields", Map.of("address", "x".repeat(512))))
                .expectStatus()
                .isNoContent();

        var problem = ProblemAnswer.expect(
                buyer.put(DRAFT, Map.of("fields", Map.of("address", "x".repeat(513)))), 400, "validation");
        assertThat(problem).contains("\"pointer\":\"#/fields/address\"", "\"code\":\"too-long\"");
    }

    @Test
    void what_was_typed_is_deleted_once_it_has_served() {
        var buyer = buyer();
        var draft = Map.of("fields", Map.of("email", "ada@acme.example"));
        buyer.put(DRAFT, draft).expectStatus().isNoContent();
        assertThat(kept(buyer)).isEqualTo(1);
        show(SampleActivations.inStatus(buyer.subscriptionId(), ActivationStatus.COMPLETED));

        buyer.get(DRAFT).expectBody().jsonPath("$.fields").isEmpty();
        assertThat(kept(buyer)).isZero();
        buyer.put(DRAFT, draft).expectStatus().isNoContent();
        assertThat(kept(buyer)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ActivationStatus.class,
            names = {"ENDED", "SUPERSEDED"})
    void after_an_end_it_is_not_shown_and_kept_for_whoever_subscribes_again(ActivationStatus over) {
        var buyer = buyer();
        buyer.put(DRAFT, Map.of("fields", Map.of("email", "ada@acme.example")))
                .expectStatus()
                .isNoContent();
        show(SampleActivations.inStatus(buyer.subscriptionId(), over));

        buyer.get(DRAFT).expectBody().jsonPath("$.fields").isEmpty();
        buyer.put(DRAFT, Map.of("fields", Map.of("email", "eve@acme.example")))
                .expectStatus()
                .isNoContent();
        assertThat(kept(buyer)).isEqualTo(1);
        show(SampleActivations.inStatus(buyer.subscriptionId(), ActivationStatus.OPEN));

        buyer.get(DRAFT).expectBody().jsonPath("$.fields.email").isEqualTo("ada@acme.example");
    }

    @Test
    void what_was_typed_goes_over_to_the_purchase_that_renews_this_one() {
        var first = buyer();
        first.put(DRAFT, Map.of("path", "register", "step", "company", "fields", Map.of("email", "ada@acme.example")))
                .expectStatus()
                .isNoContent();
        clock.pass(Duration.ofDays(1));
        var second = buyer();
        var third = buyer();
        queries.answer(
                new ListPredecessors(third.subscriptionId()), List.of(second.subscriptionId(), first.subscriptionId()));

        third.get(DRAFT)
                .expectBody()
                .jsonPath("$.path")
                .isEqualTo("register")
                .jsonPath("$.step")
                .isEqualTo("company")
                .jsonPath("$.fields.email")
                .isEqualTo("ada@acme.example")
                .jsonPath("$.savedAt")
                .isEqualTo("2026-11-23T10:00:00Z");
        assertThat(kept(first)).isZero();
        assertThat(kept(third)).isEqualTo(1);
    }

    @Test
    void what_was_typed_anew_is_not_replaced_by_what_was_typed_before_a_renewal() {
        var first = buyer();
        first.put(DRAFT, Map.of("fields", Map.of("email", "ada@acme.example")));
        var second = buyer();
        second.put(DRAFT, Map.of("fields", Map.of("email", "eve@acme.example")));
        queries.answer(new ListPredecessors(second.subscriptionId()), List.of(first.subscriptionId()));

        second.get(DRAFT).expectBody().jsonPath("$.fields.email").isEqualTo("eve@acme.example");
        buyer().get(DRAFT).expectBody().jsonPath("$.fields").isEmpty();
    }

    private int kept(Buyer buyer) {
        return jdbc.sql("SELECT count(*) FROM wizard_draft WHERE subscription_id = :id")
                .param("id", buyer.subscriptionId().value())
                .query(Integer.class)
                .single();
    }
}
