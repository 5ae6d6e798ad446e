package io.mooring.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.Activate;
import io.mooring.activation.api.ActivationRule;
import io.mooring.billing.api.BillingRule;
import io.mooring.billing.api.CompanyInformation;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestVerification;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.WebSlice;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationApiTest extends WebSlice {

    static final String REGISTRATION = "/api/activation/registration";

    @BeforeEach
    void codesAreIssued() {
        commands.answer(RequestVerification.class, given -> new CodeValidity(clock.instant(), clock.instant()));
    }

    private Map<String, Object> registration(Buyer buyer) {
        buyer.post(
                        "/api/activation/verifications",
                        Map.of("purpose", "REGISTER", "email", "buyer@acme.example", "language", "en"))
                .expectStatus()
                .isCreated();
        return Buyer.registration(commands.sent(RequestVerification.class)
                .getLast()
                .verificationId()
                .value());
    }

    @Test
    void one_press_makes_everything_by_one_command() {
        var buyer = buyer();

        var answer = buyer.post(REGISTRATION, registration(buyer));

        answer.expectStatus().isCreated();
        var activate = commands.sent(Activate.class).getFirst();
        answer.expectBody()
                .jsonPath("$.billingAccountId")
                .isEqualTo(activate.billingAccount().billingAccountId().value())
                .jsonPath("$.consoleAccountId")
                .isEqualTo(activate.consoleAccount().consoleAccountId().value())
                .jsonPath("$.workspaceId")
                .isEqualTo(activate.workspace().workspaceId().value());
        assertThat(activate.activationId()).isEqualTo(buyer.activationId());
        assertThat(activate.subscriptionId()).isEqualTo(buyer.subscriptionId());
        assertThat(activate.consoleAccount().provenFor()).isEqualTo(Purpose.REGISTER);
        assertThat(activate.billingAccount().passwordHash().encoded())
                .startsWith("{argon2id}")
                .isEqualTo(activate.consoleAccount().passwordHash().encoded());
        assertThat(activate.workspace().site()).isEqualTo("cn2");
    }

    @Test
    void a_repeated_press_has_the_same_ids_even_if_the_first_answer_was_lost_with_its_node() {
        var buyer = buyer();
        var registration = registration(buyer);
        var key = UUID.randomUUID().toString();
        buyer.post(REGISTRATION, registration, key).expectStatus().isCreated();
        jdbc.sql("DELETE FROM idempotent_request WHERE key = :key")
                .param("key", key)
                .update();

        buyer.post(REGISTRATION, registration, key).expectStatus().isCreated();

        var sent = commands.sent(Activate.class);
        assertThat(sent).hasSize(2);
        assertThat(sent)
                .extracting(command -> command.workspace().workspaceId().value())
                .containsOnly(sent.getFirst().workspace().workspaceId().value());
    }

    @Test
    void a_refusal_is_told_by_its_rule() {
        var buyer = buyer();
        var registration = registration(buyer);
        commands.refuse(Activate.class, BillingRule.USER_NAME_FREE.violatedBy("a-1"));
        ProblemAnswer.expect(buyer.post(REGISTRATION, registration), 409, "billing-user-name-taken");
        commands.refuse(Activate.class, BillingRule.MAILBOX_FREE.violatedBy("a-1"));
        ProblemAnswer.expect(buyer.post(REGISTRATION, registration), 409, "mailbox-has-account");
        commands.refuse(Activate.class, ActivationRule.OPEN.violatedBy("a-1"));
        ProblemAnswer.expect(buyer.post(REGISTRATION, registration), 409, "activation-closed");
    }

    @Test
    void no_password_is_hashed_before_the_mailbox_is_proven() {
        var buyer = buyer();
        var registration = registration(buyer);
        proofs.giveNone();

        ProblemAnswer.expect(buyer.post(REGISTRATION, registration), 409, "verification-required");
        assertThat(commands.sent(Activate.class)).isEmpty();
    }

    @Test
    void outdated_terms_are_not_accepted() {
        var buyer = buyer();
        var registration = registration(buyer);
        registration.put("termsVersion", "2025-01");

        ProblemAnswer.expect(buyer.post(REGISTRATION, registration), 409, "terms-outdated");
        assertThat(commands.sent(Activate.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "12345678",
                "baseball",
                "iloveyou",
                "password123",
                "acme-billing",
                "Acme-Billing1",
                "ａｃｍｅ-billing"
            })
    void a_password_that_is_easy_to_guess_is_refused(String password) {
        var buyer = buyer();
        var registration = registration(buyer);
        registration.put("password", password);

        var problem = ProblemAnswer.expect(buyer.post(REGISTRATION, registration), 400, "validation");

        assertThat(problem).contains("\"pointer\":\"#/password\"", "\"code\":\"password-too-common\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userName     | a                      | #/userName       | too-short",
                "userName     | two words              | #/userName       | user-name",
                "userName     | a\u0007b               | #/userName       | control-characters",
                "userName     | evil\u202Eeman         | #/userName       | control-characters",
                "password     | short                  | #/password       | password-length",
                "email        | buyer@acme             | #/email          | email",
                "phone        | call me                | #/phone          | phone",
                "site         | moon1                  | #/site           | unknown-site",
                "termsVersion | ''                     | #/termsVersion   | required",
                "verificationId | ../1                 | #/verificationId | id"
            })
    void bad_input_is_named(String field, String value, String pointer, String code) {
        var buyer = buyer();
        var registration = registration(buyer);
        registration.put(field, value);

        var problem = ProblemAnswer.expect(buyer.post(REGISTRATION, registration), 400, "validation");

        assertThat(problem).contains("\"pointer\":\"" + pointer + "\"", "\"code\":\"" + code + "\"");
        assertThat(commands.sent(Activate.class)).isEmpty();
    }

    @Test
    void no_field_smuggles_a_line_into_a_mail() {
        var buyer = buyer();
        for (var field : new String[] {"userName", "email", "phone"}) {
            var registration = registration(buyer);
            registration.put(field, "buyer@acme.example\r\nBcc: other@acme.example");
            assertThat(ProblemAnswer.expect(buyer.post(REGISTRATION, registration), 400, "validation"))
                    .contains("\"pointer\":\"#/" + field + "\"");
        }
    }

    @Test
    void bad_input_below_the_top_is_named_too() {
        var buyer = buyer();
        var registration = registration(buyer);
        registration.put("company", Map.of("name", "x".repeat(129), "country", "XX", "contactName", "Ada"));
        registration.put("workspace", Map.of("name", "Production"));

        var problem = ProblemAnswer.expect(buyer.post(REGISTRATION, registration), 400, "validation");

        assertThat(problem)
                .contains("#/company/name", "#/company/country", "#/workspace/templateLanguage")
                .contains("\"too-long\"", "\"country\"", "\"required\"");
    }

    @Test
    void blanks_around_what_was_typed_do_not_count_and_a_blank_field_was_left_out() {
        var buyer = buyer();
        var registration = registration(buyer);
        registration.put("userName", " acme-billing ");
        registration.put("phone", "  ");
        registration.put(
                "company",
                Map.of(
                        "name",
                        " Acme ",
                        "country",
                        " DE ",
                        "address",
                        " Quay 1\n",
                        "taxId",
                        "",
                        "contactName",
                        "Ada "));

        buyer.post(REGISTRATION, registration).expectStatus().isCreated();

        var account = commands.sent(Activate.class).getFirst().billingAccount();
        assertThat(account.userName()).isEqualTo("acme-billing");
        assertThat(account.phone()).isNull();
        assertThat(account.company()).isEqualTo(new CompanyInformation("Acme", "DE", "Quay 1", null, "Ada"));
    }

    @Test
    void names_in_any_script_are_welcome() {
        var buyer = buyer();
        var registration = registration(buyer);
        registration.put("userName", "张伟");
        registration.put("company", Map.of("name", "示例（宁夏）有限公司", "country", "CN", "contactName", "José Ñandú"));

        buyer.post(REGISTRATION, registration).expectStatus().isCreated();
    }
}
