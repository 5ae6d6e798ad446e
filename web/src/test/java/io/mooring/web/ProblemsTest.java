package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.billing.api.BillingRule;
import io.mooring.verification.api.VerificationRule;
import io.mooring.workspace.api.WorkspaceRule;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Which exception becomes which problem. */
class ProblemsTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    final Diagnosis diagnosis = new Diagnosis(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_refused_rule_is_a_conflict_with_the_slug_of_the_rule() {
        var document = of(BillingRule.USER_NAME_FREE.violatedBy("account-1"));

        assertThat(document.status()).isEqualTo(409);
        assertThat(document.type()).isEqualTo("/problems/billing-user-name-taken");
        assertThat(document.toString()).doesNotContain("account-1");
    }

    @Test
    void a_rule_that_time_mends_is_too_many_requests_and_says_when() {
        var document = of(VerificationRule.NOT_TOO_SOON.violatedBy("v-1", NOW.plusMillis(41_200)));

        assertThat(document.status()).isEqualTo(429);
        assertThat(document.retryAfter()).isEqualTo(42);
    }

    @Test
    void a_rule_is_found_below_what_wraps_it() {
        var document = of(new CompletionException(BillingRule.MAILBOX_FREE.violatedBy("account-1")));

        assertThat(document.type()).isEqualTo("/problems/mailbox-has-account");
    }

    @Test
    void somebody_elses_and_nobodys_thing_look_the_same() {
        var elses = of(WorkspaceRule.OWNED_BY_PAYER.violatedBy("w-1"));
        var nobodys = of(new AggregateNotFoundException("w-2", "unknown"));

        assertThat(elses).isEqualTo(nobodys);
        assertThat(elses.status()).isEqualTo(404);
    }

    @Test
    void a_database_that_is_away_is_503_with_a_time_to_come_back() {
        for (var away : new Exception[] {
            new CannotGetJdbcConnectionException("down", new SQLException("refused", "08001")),
            new IllegalStateException(new SQLException("terminating connection", "57P01"))
        }) {
            var document = of(away);
            assertThat(document.status()).isEqualTo(503);
            assertThat(document.type()).isEqualTo("/problems/store-unavailable");
            assertThat(document.retryAfter()).isPositive();
        }
    }

    @Test
    void two_at_once_are_asked_to_try_again() {
        assertThat(of(new ConcurrencyException("sequence 4 exists")).type()).isEqualTo("/problems/concurrent-change");
    }

    @Test
    void anything_else_is_500_and_shows_nothing_internal() {
        var document = of(new IllegalStateException("select password from secrets"));

        assertThat(document.status()).isEqualTo(500);
        assertThat(document.traceId()).isEqualTo("trace-1");
        assertThat(document.toString()).doesNotContain("secrets", "IllegalState");
    }

    private ProblemDocument of(Throwable error) {
        return diagnosis.of(error, "trace-1");
    }
}
