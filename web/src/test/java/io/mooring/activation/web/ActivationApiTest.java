package io.mooring.activation.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.StubMarketplace;
import io.mooring.web.slice.WebSlice;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class ActivationApiTest extends WebSlice {

    static final String ACTIVATION = "/api/activation";

    @Test
    void the_activation_is_shown_with_what_was_bought() {
        var buyer = buyer();

        buyer.get(ACTIVATION)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.activationId")
                .isEqualTo(buyer.activationId().value())
                .jsonPath("$.version")
                .isEqualTo(1)
                .jsonPath("$.status")
                .isEqualTo("OPEN")
                .jsonPath("$.subscription.status")
                .isEqualTo("WAITING_FOR_AWS")
                .jsonPath("$.subscription.listing.title")
                .isEqualTo(StubMarketplace.LISTING.title())
                .jsonPath("$.subscription.awsAccountId")
                .isEqualTo(StubMarketplace.AWS_ACCOUNT)
                .jsonPath("$.subscription.openedAt")
                .isEqualTo("2026-11-23T10:00:00Z")
                .jsonPath("$.requirements[0].name")
                .isEqualTo("CONFIRMED_SUBSCRIPTION")
                .jsonPath("$.billingAccount")
                .isEqualTo(null);
    }

    @Test
    void why_it_is_not_complete_is_said_without_what_is_for_whoever_runs_mooring() {
        var shown = String.valueOf(
                buyer().get(ACTIVATION).expectBody(String.class).returnResult().getResponseBody());

        assertThat(shown)
                .contains("\"hindrances\":[{\"reason\":\"NOT_CONFIRMED\",\"since\":\"2026-11-23T10:00:00Z\","
                        + "\"expectedAt\":null,\"waitsFor\":\"AWS\"}]")
                .doesNotContain("remedy", "NOT_LANDED");
    }

    @Test
    void just_after_the_landing_it_is_being_prepared() {
        var answer = landed().get(ACTIVATION);

        answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "1");
        ProblemAnswer.expect(answer, 404, "activation-preparing");
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        var buyer = buyer();
        var etag = String.valueOf(buyer.get(ACTIVATION)
                .returnResult(Void.class)
                .getResponseHeaders()
                .getETag());

        buyer.get(ACTIVATION, HttpHeaders.IF_NONE_MATCH, etag).expectStatus().isNotModified();
        show(SampleActivations.atVersion(buyer.subscriptionId(), 2));
        buyer.get(ACTIVATION, HttpHeaders.IF_NONE_MATCH, etag).expectStatus().isOk();
    }

    @Test
    void a_new_episode_is_another_state_although_its_version_is_the_same() {
        var buyer = buyer();
        var etag = String.valueOf(buyer.get(ACTIVATION)
                .returnResult(Void.class)
                .getResponseHeaders()
                .getETag());

        show(SampleActivations.secondEpisode(buyer.subscriptionId()));

        buyer.get(ACTIVATION, HttpHeaders.IF_NONE_MATCH, etag)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.subscription.episode")
                .isEqualTo(2);
    }

    @Test
    void without_a_session_there_is_nothing_to_see() {
        for (var path :
                new String[] {ACTIVATION, ACTIVATION + "/events", ACTIVATION + "/draft", ACTIVATION + "/workspaces"}) {
            assertThat(ProblemAnswer.expect(http().get().uri(path).exchange(), 401, "session-missing"))
                    .isNotBlank();
        }
    }
}
