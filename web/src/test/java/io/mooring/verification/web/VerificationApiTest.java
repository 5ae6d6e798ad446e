package io.mooring.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestAnotherCode;
import io.mooring.verification.api.RequestVerification;
import io.mooring.verification.api.VerificationOutcome;
import io.mooring.verification.api.VerificationRule;
import io.mooring.verification.api.VerifyEmail;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.SettableClock;
import io.mooring.web.slice.WebSlice;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

class VerificationApiTest extends WebSlice {

    static final String VERIFICATIONS = "/api/activation/verifications";
    static final Map<String, String> REGISTER =
            Map.of("purpose", "REGISTER", "email", " buyer@acme.example ", "language", "zh");
    static final CodeValidity VALIDITY =
            new CodeValidity(SettableClock.START.plus(Duration.ofMinutes(10)), SettableClock.START.plusSeconds(60));

    @Autowired
    RequestedVerifications requested;

    @BeforeEach
    void codesAreIssued() {
        commands.answer(RequestVerification.class, given -> VALIDITY);
        commands.answer(RequestAnotherCode.class, given -> VALIDITY);
    }

    @Test
    void a_code_is_asked_for_in_the_sessions_own_activation() {
        var buyer = buyer();

        buyer.post(VERIFICATIONS, REGISTER)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches(HttpHeaders.LOCATION, VERIFICATIONS + "/[0-9a-f-]{36}")
                .expectBody()
                .jsonPath("$.purpose")
                .isEqualTo("REGISTER")
                .jsonPath("$.codeExpiresAt")
                .isEqualTo("2026-11-23T10:10:00Z")
                .jsonPath("$.resendAfter")
                .isEqualTo("2026-11-23T10:01:00Z");
        var sent = commands.sent(RequestVerification.class).getFirst();
        assertThat(sent.activationId()).isEqualTo(buyer.activationId());
        assertThat(sent.mailbox()).isEqualTo("buyer@acme.example");
        assertThat(sent.language()).isEqualTo(MailLanguage.ZH);
    }

    @Test
    void for_binding_the_code_goes_to_the_mailbox_on_file_and_nobody_can_tell_whether_there_is_one() {
        var buyer = buyer();
        queries.answer(
                new FindBillingMailbox("acme"),
                new BillingMailboxView(SampleActivations.ACCOUNT, "billing@acme.example"));

        var known = bind(buyer, "acme");
        var unknown = bind(buyer, "nobody");

        assertThat(known.replaceAll("\"verificationId\":\"[^\"]+\"", ""))
                .isEqualTo(unknown.replaceAll("\"verificationId\":\"[^\"]+\"", ""))
                .doesNotContain("@");
        var sent = commands.sent(RequestVerification.class);
        assertThat(sent.getFirst().mailbox()).isEqualTo("billing@acme.example");
        assertThat(sent.getFirst().billingAccountId()).isEqualTo(SampleActivations.ACCOUNT);
        assertThat(sent.getLast().mailbox()).isNull();
        assertThat(sent).extracting(RequestVerification::purpose).containsOnly(Purpose.BIND);
    }

    private static String bind(Buyer buyer, String userName) {
        return String.valueOf(
                buyer.post(VERIFICATIONS, Map.of("purpose", "BIND", "userName", userName, "language", "en"))
                        .expectStatus()
                        .isCreated()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    @Test
    void asking_again_too_soon_says_when() {
        commands.refuse(
                RequestVerification.class,
                VerificationRule.NOT_TOO_SOON.violatedBy("v-1", SettableClock.START.plusSeconds(42)));

        var answer = buyer().post(VERIFICATIONS, REGISTER);

        answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "42");
        ProblemAnswer.expect(answer, 429, "verification-too-soon");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REGISTER | email    | nobody        | #/email    | email",
                "REGISTER | email    | a@b           | #/email    | email",
                "REGISTER | email    | a b@acme.example | #/email | email",
                "REGISTER | userName | acme          | #/email    | required",
                "CONSOLE  | email    | ''            | #/email    | required",
                "BIND     | email    | a@acme.example | #/userName | required",
                "LOGIN    | email    | a@acme.example | #/purpose | unknown-value"
            })
    void bad_input_is_named(String purpose, String field, String value, String pointer, String code) {
        var problem = ProblemAnswer.expect(
                buyer().post(VERIFICATIONS, Map.of("purpose", purpose, field, value, "language", "en")),
                400,
                "validation");

        assertThat(problem).contains("\"pointer\":\"" + pointer + "\"", "\"code\":\"" + code + "\"");
        assertThat(commands.sent(RequestVerification.class)).isEmpty();
    }

    private String requested(Buyer buyer) {
        buyer.post(VERIFICATIONS, REGISTER).expectStatus().isCreated();
        return commands.sent(RequestVerification.class)
                .getLast()
                .verificationId()
                .value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "1234 5678", "1234-5678", " 12 34 56 78 ", "１２３４５６７８"})
    void the_code_is_taken_as_people_type_it(String typed) {
        var buyer = buyer();
        var id = requested(buyer);
        commands.answer(VerifyEmail.class, given -> new VerificationOutcome(true, 0));

        buyer.post(VERIFICATIONS + "/" + id + "/attempts", Map.of("code", typed))
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"verified\":true}");
        assertThat(commands.sent(VerifyEmail.class).getFirst().code().replaceAll("[\\s-]", ""))
                .isEqualTo("12345678");
    }

    @Test
    void a_wrong_code_says_how_many_tries_are_left() {
        var buyer = buyer();
        var id = requested(buyer);
        commands.answer(VerifyEmail.class, given -> new VerificationOutcome(false, 3));

        var problem = ProblemAnswer.expect(
                buyer.post(VERIFICATIONS + "/" + id + "/attempts", Map.of("code", "12345678")),
                409,
                "verification-code-wrong");

        assertThat(problem).contains("\"attemptsLeft\":3");
    }

    @Test
    void an_expired_code_and_exhausted_tries_are_told_apart() {
        var buyer = buyer();
        var attempts = VERIFICATIONS + "/" + requested(buyer) + "/attempts";
        commands.refuse(VerifyEmail.class, VerificationRule.CODE_VALID.violatedBy("v-1"));
        ProblemAnswer.expect(buyer.post(attempts, Map.of("code", "12345678")), 409, "verification-code-expired");

        commands.refuse(VerifyEmail.class, VerificationRule.ATTEMPTS_LEFT.violatedBy("v-1"));
        ProblemAnswer.expect(buyer.post(attempts, Map.of("code", "12345678")), 429, "verification-attempts-exhausted");
    }

    @Test
    void another_code_can_be_asked_for() {
        var buyer = buyer();
        var id = requested(buyer);

        buyer.post(VERIFICATIONS + "/" + id + "/codes", Map.of()).expectStatus().isCreated();

        assertThat(commands.sent(RequestAnotherCode.class))
                .containsExactly(new RequestAnotherCode(
                        new io.mooring.verification.api.VerificationId(id), buyer.activationId()));
    }

    @Test
    void the_mailbox_is_stored_sealed() {
        requested(buyer());

        assertThat(jdbc.sql("SELECT encode(mailbox, 'escape') FROM requested_verification WHERE mailbox IS NOT NULL")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(mailbox -> mailbox.contains("acme"));
    }

    @Test
    void a_refused_request_leaves_nothing_that_another_address_under_the_same_key_would_inherit() {
        var buyer = buyer();
        var key = java.util.UUID.randomUUID().toString();
        commands.refuse(RequestVerification.class, VerificationRule.MAILBOX_WITHIN_LIMIT.violatedBy("v-1"));
        ProblemAnswer.expect(buyer.post(VERIFICATIONS, REGISTER, key), 429, "mailbox-limit-reached");
        commands.answer(RequestVerification.class, given -> VALIDITY);

        buyer.post(VERIFICATIONS, Map.of("purpose", "CONSOLE", "email", "other@acme.example", "language", "en"), key)
                .expectStatus()
                .isCreated();

        var id = commands.sent(RequestVerification.class).getLast().verificationId();
        var known = requested.require(id, buyer.activationId());
        assertThat(known.mailbox()).isEqualTo("other@acme.example");
        assertThat(known.purpose()).isEqualTo(Purpose.CONSOLE);
    }
}
