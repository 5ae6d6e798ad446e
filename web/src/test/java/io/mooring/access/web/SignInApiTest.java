package io.mooring.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.access.api.AccessRule;
import io.mooring.access.api.CredentialView;
import io.mooring.access.api.FindCredential;
import io.mooring.access.api.Realm;
import io.mooring.access.api.SignIn;
import io.mooring.access.api.SignInId;
import io.mooring.access.api.SignInOutcome;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountView;
import io.mooring.billing.api.FindBillingAccount;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.ConsoleAccountView;
import io.mooring.console.api.FindConsoleAccount;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SettableClock;
import io.mooring.web.slice.WebSlice;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class SignInApiTest extends WebSlice {

    static final String COOKIE = "__Host-mooring-console";
    static final String PASSWORD = "correct horse battery";

    @Autowired
    Passwords passwords;

    @BeforeEach
    void anAccount() {
        var hash = Objects.requireNonNull(passwords.hash(PASSWORD).block());
        queries.answer(new FindCredential(Realm.CONSOLE, "ada"), new CredentialView("account-1", hash));
        queries.answer(
                new FindConsoleAccount(new ConsoleAccountId("account-1")),
                new ConsoleAccountView(new ConsoleAccountId("account-1"), "ada", SettableClock.START));
        commands.answer(
                SignIn.class, given -> given.passwordMatched() ? SignInOutcome.SIGNED_IN : SignInOutcome.REFUSED);
    }

    @Test
    void the_right_password_opens_a_session() {
        var answer = signIn("console", "ada", PASSWORD);

        answer.expectStatus().isCreated();
        answer.expectCookie().httpOnly(COOKIE, true).expectCookie().secure(COOKIE, true);
        answer.expectCookie().sameSite(COOKIE, "Lax");
        answer.expectBody().jsonPath("$.userName").isEqualTo("ada");
        assertThat(commands.sent(SignIn.class))
                .containsExactly(new SignIn(
                        SignInId.of(Realm.CONSOLE, lookupKeys.ofUserName("ADA")), Realm.CONSOLE, "account-1", true));
    }

    @Test
    void the_hash_is_argon2id_with_its_parameters() {
        var hash = Objects.requireNonNull(passwords.hash(PASSWORD).block());

        assertThat(hash.encoded()).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_answer_and_are_both_counted() {
        var wrong = ProblemAnswer.expect(signIn("console", "ada", "wrong horse"), 401, "sign-in-failed");
        var unknown = ProblemAnswer.expect(signIn("console", "nobody", PASSWORD), 401, "sign-in-failed");

        assertThat(withoutTrace(wrong)).isEqualTo(withoutTrace(unknown));
        assertThat(commands.sent(SignIn.class))
                .containsExactly(
                        new SignIn(
                                SignInId.of(Realm.CONSOLE, lookupKeys.ofUserName("ada")),
                                Realm.CONSOLE,
                                "account-1",
                                false),
                        new SignIn(
                                SignInId.of(Realm.CONSOLE, lookupKeys.ofUserName("nobody")),
                                Realm.CONSOLE,
                                null,
                                false));
    }

    private static String withoutTrace(String problem) {
        return problem.replaceAll("\"traceId\":\"\\w+\"", "");
    }

    @Test
    void a_locked_name_says_when_it_opens_again() {
        commands.refuse(
                SignIn.class,
                AccessRule.NOT_LOCKED.violatedBy("sign-in-1", SettableClock.START.plus(Duration.ofMinutes(15))));

        var answer = signIn("console", "ada", PASSWORD);

        answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "900");
        ProblemAnswer.expect(answer, 429, "sign-in-locked");
    }

    @Test
    void signing_in_again_ends_the_session_before_and_signing_out_the_last_one() {
        var first = token(signIn("console", "ada", PASSWORD));
        var second = token(http().post()
                .uri("/api/console/session")
                .cookie(COOKIE, first)
                .header("Sec-Fetch-Site", "same-origin")
                .bodyValue(Map.of("userName", "ada", "password", PASSWORD))
                .exchange());

        assertThat(second).isNotEqualTo(first);
        session(first).expectStatus().isUnauthorized();
        session(second)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.userName")
                .isEqualTo("ada");
        http().delete()
                .uri("/api/console/session")
                .cookie(COOKIE, second)
                .header("Sec-Fetch-Site", "same-origin")
                .exchange()
                .expectStatus()
                .isNoContent();
        session(second).expectStatus().isUnauthorized();
    }

    @Test
    void a_console_session_is_none_for_the_billing_center() {
        var token = token(signIn("console", "ada", PASSWORD));
        queries.answer(
                new FindBillingAccount(new BillingAccountId("account-1")),
                new BillingAccountView(new BillingAccountId("account-1"), "ada", SettableClock.START));

        http().get()
                .uri("/api/billing-center/session")
                .cookie("__Host-mooring-billing", token)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        ProblemAnswer.expect(signIn("billing-center", "ada", PASSWORD), 401, "sign-in-failed");
    }

    @Test
    void an_over_long_password_is_refused_before_it_is_hashed() {
        ProblemAnswer.expect(signIn("console", "ada", "x".repeat(2_000)), 400, "validation");
        assertThat(commands.sent()).isEmpty();
    }

    @Test
    void there_are_two_places_to_sign_in_to() {
        signIn("elsewhere", "ada", PASSWORD).expectStatus().isNotFound();
    }

    private ResponseSpec signIn(String realm, String userName, String password) {
        return http().post()
                .uri("/api/{realm}/session", realm)
                .header("Sec-Fetch-Site", "same-origin")
                .bodyValue(Map.of("userName", userName, "password", password))
                .exchange();
    }

    private ResponseSpec session(String token) {
        return http().get().uri("/api/console/session").cookie(COOKIE, token).exchange();
    }

    private static String token(ResponseSpec answer) {
        return Objects.requireNonNull(
                        answer.returnResult(Void.class).getResponseCookies().getFirst(COOKIE))
                .getValue();
    }
}
