package io.mooring.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.audit.api.Actor;
import io.mooring.subscription.api.MarketplaceCustomers.TokenRefused.Reason;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.web.Fault;
import io.mooring.web.Problem;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.StubMarketplace;
import io.mooring.web.slice.WebSlice;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

class LandingApiTest extends WebSlice {

    @Autowired
    LandingApi landing;

    final String token = "token-" + UUID.randomUUID();

    @Test
    void a_token_opens_a_session_and_leads_to_the_wizard() {
        var answer = Buyer.post(http(), token);

        answer.expectStatus().isSeeOther().expectHeader().valueEquals(HttpHeaders.LOCATION, "/activation");
        answer.expectCookie().httpOnly(Buyer.COOKIE, true);
        answer.expectCookie().secure(Buyer.COOKIE, true);
        answer.expectCookie().sameSite(Buyer.COOKIE, "Lax");
        answer.expectCookie().path(Buyer.COOKIE, "/");
        var purchase = StubMarketplace.purchase(token);
        assertThat(commands.sent(SubscribeFromMarketplace.class))
                .containsExactly(new SubscribeFromMarketplace(
                        purchase.subscriptionId(), purchase, StubMarketplace.AWS_ACCOUNT, true));
        assertThat(commands.sent().getFirst().actor().kind()).isEqualTo(Actor.Kind.BUYER);
    }

    @Test
    void the_actor_is_the_session_and_not_its_secret() {
        var secret = Buyer.cookie(Buyer.post(http(), token)).orElseThrow();

        var actor = commands.sent().getFirst().actor();
        assertThat(jdbc.sql("SELECT count(*) FROM browser_session WHERE session_id = :id")
                        .param("id", UUID.fromString(actor.id()))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(actor.id()).isNotEqualTo(secret);
    }

    @Test
    void a_press_whose_answer_was_lost_is_taken_like_the_first_one_and_replaces_its_session() {
        var lost = Buyer.cookie(Buyer.post(http(), token)).orElseThrow();
        clock.pass(Duration.ofSeconds(119));

        var again = follow(press());

        again.expectStatus().isSeeOther().expectHeader().valueEquals(HttpHeaders.LOCATION, "/activation");
        draft(Buyer.cookie(again).orElseThrow()).expectStatus().isOk();
        draft(lost).expectStatus().isUnauthorized();
        assertThat(marketplace.calls()).isEqualTo(1);
    }

    @Test
    void a_second_press_leaves_alone_the_session_whose_cookie_arrives_meanwhile() {
        var first = Buyer.post(http(), token);
        var second = press();
        var cookie = Buyer.cookie(first).orElseThrow();

        follow(second, cookie)
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .valueEquals(HttpHeaders.LOCATION, "/activation")
                .expectHeader()
                .doesNotExist(HttpHeaders.SET_COOKIE);

        draft(cookie).expectStatus().isOk();
        follow(second).expectStatus().isEqualTo(410);
    }

    @Test
    void the_pass_of_a_press_comes_from_its_answer_only_and_is_no_part_of_an_address() {
        Buyer.post(http(), token);

        var second = press();

        assertThat(second.pass()).isNotBlank().doesNotContain(token);
        assertThat(second.location()).doesNotContain(second.pass());
        again().cookie(PassCookie.COOKIE, "made-up").exchange().expectStatus().isEqualTo(410);
        clock.pass(Duration.ofSeconds(121));
        follow(second).expectStatus().isEqualTo(410);
    }

    @Test
    void who_has_another_purchase_open_is_not_led_to_that_one() {
        var ofThis = Buyer.cookie(Buyer.post(http(), token)).orElseThrow();
        draft(ofThis).expectStatus().isOk();
        var ofAnother =
                Buyer.cookie(Buyer.post(http(), "other-" + UUID.randomUUID())).orElseThrow();
        var used = press();

        follow(used, ofAnother)
                .expectStatus()
                .isEqualTo(410)
                .expectBody(String.class)
                .value(page -> assertThat(page)
                        .contains(
                                "Another subscription is open here",
                                "<strong>Set Up Your Account</strong>",
                                "href=\"/activation\""));
        follow(used, ofThis).expectStatus().isSeeOther();
    }

    @Test
    void who_has_another_purchase_open_gets_to_this_one_where_no_answer_has_arrived() {
        Buyer.post(http(), token);
        var ofAnother =
                Buyer.cookie(Buyer.post(http(), "other-" + UUID.randomUUID())).orElseThrow();

        var opened = Buyer.cookie(follow(press(), ofAnother)).orElseThrow();

        assertThat(subjectOf(opened))
                .isEqualTo(StubMarketplace.purchase(token).subscriptionId().value());
    }

    @Test
    void a_pass_leads_to_no_other_purchase_than_that_of_the_link() {
        var other = "other-" + UUID.randomUUID();
        Buyer.post(http(), token);
        Buyer.post(http(), other);
        var here = press();
        var there = press(other);

        follow(new Led(here.location(), there.pass())).expectStatus().isEqualTo(410);
        follow(there).expectStatus().isSeeOther();
    }

    @Test
    void who_is_told_of_no_purchase_reads_that_the_token_was_used() {
        var cookie = Buyer.cookie(Buyer.post(http(), token)).orElseThrow();

        again().cookie(Buyer.COOKIE, cookie)
                .exchange()
                .expectStatus()
                .isEqualTo(410)
                .expectBody(String.class)
                .value(page -> assertThat(page).doesNotContain("Another subscription"));
    }

    @Test
    void a_fresh_token_of_the_same_purchase_that_was_used_leads_to_the_session_that_is_open() {
        var cookie = Buyer.cookie(Buyer.post(http(), token + "/1")).orElseThrow();
        draft(Buyer.cookie(Buyer.post(http(), token + "/2")).orElseThrow())
                .expectStatus()
                .isOk();

        follow(press(token + "/2"), cookie).expectStatus().isSeeOther();
    }

    /** Where a token that was posted before leads, with what the browser is given on the way. */
    private record Led(String location, String pass) {}

    private Led press() {
        return press(token);
    }

    private Led press(String pressed) {
        var answer = Buyer.post(http(), pressed)
                .expectStatus()
                .isSeeOther()
                .expectCookie()
                .doesNotExist(Buyer.COOKIE)
                .returnResult(Void.class);
        var pass = answer.getResponseCookies().getFirst(PassCookie.COOKIE);
        return new Led(String.valueOf(answer.getResponseHeaders().getLocation()), pass == null ? "" : pass.getValue());
    }

    private WebTestClient.ResponseSpec follow(Led led) {
        return get(led).exchange();
    }

    private WebTestClient.ResponseSpec follow(Led led, String cookie) {
        return get(led).cookie(Buyer.COOKIE, cookie).exchange();
    }

    private WebTestClient.RequestHeadersSpec<?> get(Led led) {
        return http().get().uri(led.location()).cookie(PassCookie.COOKIE, led.pass());
    }

    private String subjectOf(String cookie) {
        draft(cookie).expectStatus().isOk();
        return jdbc.sql("SELECT subject FROM browser_session WHERE token_hash = sha256(convert_to(:cookie, 'UTF8'))")
                .param("cookie", cookie)
                .query(String.class)
                .single();
    }

    @Test
    void a_token_opens_nothing_more_from_the_moment_in_which_its_cookie_came_back() {
        var cookie = Buyer.cookie(Buyer.post(http(), token)).orElseThrow();
        draft(cookie).expectStatus().isOk();

        opensNothing(Buyer.post(http(), token));

        again().exchange()
                .expectStatus()
                .isEqualTo(410)
                .expectBody(String.class)
                .value(page -> assertThat(page)
                        .contains("This link was used already", "<strong>Set Up Your Account</strong>")
                        .doesNotContain(token));
        follow(press(), cookie)
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .valueEquals(HttpHeaders.LOCATION, "/activation")
                .expectHeader()
                .doesNotExist(HttpHeaders.SET_COOKIE);
        http().get()
                .uri("/landing/made-up/again")
                .cookie(Buyer.COOKIE, cookie)
                .exchange()
                .expectStatus()
                .isNotFound();
        draft(cookie).expectStatus().isOk();
        assertThat(marketplace.calls()).isEqualTo(1);
    }

    @Test
    void a_token_opens_nothing_in_a_browser_that_looks_different_even_before_that() {
        var cookie = Buyer.cookie(Buyer.post(http(), token)).orElseThrow();

        var elsewhere = Buyer.post(
                http().mutate().defaultHeader(HttpHeaders.USER_AGENT, "another").build(), token);

        opensNothing(elsewhere);
        elsewhere.expectCookie().doesNotExist(PassCookie.COOKIE);
        draft(cookie).expectStatus().isOk();
    }

    @Test
    void a_token_opens_nothing_more_after_two_minutes() {
        Buyer.post(http(), token);
        clock.pass(Duration.ofSeconds(121));

        opensNothing(Buyer.post(http(), token));

        assertThat(marketplace.calls()).isEqualTo(1);
    }

    @Test
    void a_token_that_is_posted_many_times_at_once_has_one_session() throws InterruptedException {
        Callable<WebTestClient.ResponseSpec> press = () -> Buyer.post(http(), token);
        try (var browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(browsers.invokeAll(Collections.nCopies(8, press)))
                    .allSatisfy(answer -> answer.get().expectStatus().isSeeOther());
        }

        assertThat(jdbc.sql("SELECT count(*) FROM browser_session WHERE subject = :subscription")
                        .param(
                                "subscription",
                                StubMarketplace.purchase(token).subscriptionId().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static void opensNothing(WebTestClient.ResponseSpec answer) {
        answer.expectStatus()
                .isSeeOther()
                .expectHeader()
                .value(
                        HttpHeaders.LOCATION,
                        location -> assertThat(location).startsWith("/landing/observability/again?purchase="));
        assertThat(Buyer.cookie(answer)).isEmpty();
    }

    private WebTestClient.RequestHeadersSpec<?> again() {
        return http().get().uri("/landing/observability/again");
    }

    private WebTestClient.ResponseSpec draft(String cookie) {
        return http().get()
                .uri("/api/activation/draft")
                .cookie(Buyer.COOKIE, cookie)
                .exchange();
    }

    @Test
    void only_a_hash_of_the_token_is_stored() {
        Buyer.post(http(), token);

        assertThat(jdbc.sql("SELECT t::text FROM landing_token t")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(token));
    }

    @ParameterizedTest
    @CsvSource({"INVALID, 400", "EXPIRED, 410", "OTHER_PRODUCT, 400", "AWS_UNAVAILABLE, 503"})
    void a_refused_token_gives_a_page_that_says_what_to_press(Reason reason, int status) {
        marketplace.refuse(token, reason);

        var answer = Buyer.post(http(), token);

        answer.expectStatus().isEqualTo(status).expectHeader().contentTypeCompatibleWith(MediaType.TEXT_HTML);
        var page = answer.expectBody(String.class).returnResult().getResponseBody();
        assertThat(page).contains("<strong>Set Up Your Account</strong>").doesNotContain(token, "<script");
        assertThat(commands.sent()).isEmpty();
    }

    @Test
    void aws_being_away_says_when_to_try_again() {
        marketplace.refuse(token, Reason.AWS_UNAVAILABLE);

        Buyer.post(http(), token).expectHeader().exists(HttpHeaders.RETRY_AFTER);
    }

    @Test
    void the_page_speaks_chinese_to_who_reads_it() {
        http().get()
                .uri("/landing/observability")
                .header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.5")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("lang=\"zh-Hans\"", "设置您的订阅"));
    }

    @Test
    void an_unknown_listing_and_a_missing_token_lead_nowhere() {
        http().post()
                .uri("/landing/other")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(BodyInserters.fromFormData("x-amzn-marketplace-token", token))
                .exchange()
                .expectStatus()
                .isNotFound();
        Buyer.post(http(), "").expectStatus().isBadRequest();
        assertThat(marketplace.calls()).isZero();
    }

    @Test
    void a_session_offered_by_the_browser_is_not_taken_over() {
        var planted = "A".repeat(43);

        var answer = http().post()
                .uri("/landing/observability")
                .cookie(Buyer.COOKIE, planted)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(BodyInserters.fromFormData("x-amzn-marketplace-token", token))
                .exchange();

        assertThat(Buyer.cookie(answer)).isPresent().get().isNotEqualTo(planted);
        http().get()
                .uri("/api/activation/draft")
                .cookie(Buyer.COOKIE, planted)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void pressing_too_often_gives_a_page_too() {
        var limited = WebTestClient.bindToController(landing)
                .webFilter((exchange, chain) -> {
                    exchange.getAttributes().put(Problem.class.getName(), Fault.TOO_MANY_REQUESTS.problem());
                    return chain.filter(exchange);
                })
                .build();

        var answer = Buyer.post(limited, token);

        answer.expectStatus().isEqualTo(429).expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "60");
        answer.expectBody(String.class)
                .value(page -> assertThat(page).contains("<strong>Set Up Your Account</strong>"));
        assertThat(marketplace.calls()).isZero();
    }
}
