package io.mooring.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.WebSlice;
import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How long a session lives, and what does not count as one. */
class SessionsApiTest extends WebSlice {

    static final String DRAFT = "/api/activation/draft";

    @Autowired
    Sessions sessions;

    @Test
    void a_session_ends_after_thirty_minutes_without_a_request() {
        var buyer = buyer();
        clock.pass(Duration.ofMinutes(30).minusSeconds(1));
        buyer.get(DRAFT).expectStatus().isOk();
        clock.pass(Duration.ofMinutes(30).plusSeconds(1));

        ProblemAnswer.expect(buyer.get(DRAFT), 401, "session-missing");
    }

    @Test
    void each_request_keeps_the_session_alive_but_not_beyond_twelve_hours() {
        var buyer = buyer();
        for (var passed = Duration.ZERO;
                passed.compareTo(Duration.ofMinutes(700)) < 0;
                passed = passed.plusMinutes(25)) {
            buyer.get(DRAFT).expectStatus().isOk();
            clock.pass(Duration.ofMinutes(25));
        }
        clock.pass(Duration.ofMinutes(20));

        buyer.get(DRAFT).expectStatus().isUnauthorized();
    }

    @Test
    void the_last_request_is_written_down_once_a_minute_at_most() {
        var buyer = buyer();
        var opened = lastSeen();
        clock.pass(Duration.ofSeconds(59));
        buyer.get(DRAFT).expectStatus().isOk();
        assertThat(lastSeen()).isEqualTo(opened);

        clock.pass(Duration.ofSeconds(2));
        buyer.get(DRAFT).expectStatus().isOk();
        assertThat(lastSeen()).isNotEqualTo(opened);
    }

    private String lastSeen() {
        return jdbc.sql("SELECT max(last_seen_at)::text FROM browser_session WHERE session_id = :id")
                .param(
                        "id",
                        java.util.UUID.fromString(
                                commands.sent().getFirst().actor().id()))
                .query(String.class)
                .single();
    }

    @Test
    void leaving_ends_the_session_for_whoever_has_the_cookie() {
        var buyer = buyer();
        var stolen = buyer.with(buyer.token());

        var left = buyer.delete("/api/activation/session");

        left.expectStatus().isNoContent().expectCookie().maxAge(Buyer.COOKIE, Duration.ZERO);
        stolen.get(DRAFT).expectStatus().isUnauthorized();
    }

    @Test
    void leaving_twice_is_no_mistake() {
        var buyer = buyer();
        buyer.delete("/api/activation/session").expectStatus().isNoContent();
        buyer.delete("/api/activation/session").expectStatus().isNoContent();
    }

    @Test
    void a_made_up_token_is_no_session() {
        var buyer = buyer();
        for (var token : new String[] {"x", "A".repeat(43), "A".repeat(4_000), "'OR'1'='1", buyer.token() + "A"}) {
            buyer.with(token).get(DRAFT).expectStatus().isUnauthorized();
        }
    }

    @Test
    void the_token_is_stored_only_as_its_hash() {
        var buyer = buyer();

        assertThat(jdbc.sql("SELECT s::text FROM browser_session s")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(buyer.token()));
        assertThat(buyer.token()).hasSizeGreaterThanOrEqualTo(43);
    }

    @Test
    void the_cookie_of_one_place_opens_no_other() {
        var buyer = buyer();
        for (var cookie : new String[] {"__Host-mooring-console", "__Host-mooring-billing"}) {
            for (var path : new String[] {"/api/console/workspaces", "/api/billing-center/workspaces"}) {
                http().get()
                        .uri(path)
                        .cookie(cookie, buyer.token())
                        .exchange()
                        .expectStatus()
                        .isUnauthorized();
            }
        }
    }

    @Test
    void sessions_that_are_over_are_swept_in_batches() {
        buyer();
        buyer();
        clock.pass(Duration.ofHours(13));

        assertThat(sessions.sweep(1)).isEqualTo(1);
        while (sessions.sweep(500) == 500) {
            Thread.onSpinWait();
        }
        // Other tests on the same database may have begun some later by the clock
        assertThat(jdbc.sql("SELECT count(*) FROM browser_session WHERE created_at <= :now")
                        .param("now", Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
