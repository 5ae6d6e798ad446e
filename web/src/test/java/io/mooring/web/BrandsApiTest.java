package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.web.Installation.Brand;
import io.mooring.web.Installation.Terms;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.StubMarketplace;
import io.mooring.web.slice.WebSlice;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The slice is configured with a listing {@code metrics} that has a brand of its own. */
class BrandsApiTest extends WebSlice {

    @Test
    void before_a_listing_is_known_the_installations_brand_is_shown() {
        configuration(null)
                .jsonPath("$.brand.name")
                .isEqualTo("Mooring")
                .jsonPath("$.terms.version")
                .isEqualTo("2026-11");
        configuration("no-such-listing").jsonPath("$.brand.name").isEqualTo("Mooring");
    }

    @Test
    void a_buyer_sees_the_brand_of_the_listing_that_was_bought() {
        configuration("metrics")
                .jsonPath("$.brand.name")
                .isEqualTo("Acme Metrics")
                .jsonPath("$.brand.logoUrl")
                .isEqualTo("https://img.acme.example/logo.svg")
                .jsonPath("$.brand.supportEmail")
                .isEqualTo("help@acme.example")
                .jsonPath("$.terms.version")
                .isEqualTo("metrics-1");
    }

    @Test
    void the_landing_remembers_the_listing_in_the_browser() {
        var answer = Buyer.post(http(), "customer-" + UUID.randomUUID());

        answer.expectStatus().isSeeOther();
        answer.expectCookie().valueEquals(LandedOn.COOKIE, StubMarketplace.LISTING.id());
        answer.expectCookie().httpOnly(LandedOn.COOKIE, true);
        answer.expectCookie().secure(LandedOn.COOKIE, true);
    }

    @Test
    void the_landing_page_names_whom_to_turn_to() {
        http().get()
                .uri("/landing/metrics")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.NOT_FOUND)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("help@acme.example"));
    }

    @Test
    void pictures_of_every_brand_may_be_shown() {
        http().get()
                .uri("/api/configuration")
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy).contains("img-src 'self' data: https://img.acme.example;"));
    }

    @Test
    void each_listing_has_its_own_terms() {
        var brands = new Brands(
                new Installation(
                        new Brand("Mooring", "support@example.com", null),
                        List.of(),
                        new Terms("2026-11", "https://example.com/terms"),
                        List.of()),
                new ListingBrandProperties(List.of(new ListingBrandProperties.Entry(
                        "metrics",
                        new ListingBrandProperties.Own(
                                null, null, null, new Terms("metrics-1", "https://x.example"))))));

        brands.requireCurrentTerms("observability", "2026-11");
        brands.requireCurrentTerms("metrics", "metrics-1");
        assertThatThrownBy(() -> brands.requireCurrentTerms("metrics", "2026-11"))
                .isInstanceOf(Problem.class);
        assertThat(brands.of("metrics")).isEqualTo(brands.of(null));
    }

    private WebTestClient.BodyContentSpec configuration(@Nullable String listing) {
        var request = http().get().uri("/api/configuration");
        return (listing == null ? request : request.cookie(LandedOn.COOKIE, listing))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
