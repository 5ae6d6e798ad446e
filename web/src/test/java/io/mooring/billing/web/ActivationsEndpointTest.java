package io.mooring.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.BoughtListingView;
import io.mooring.activation.api.FindBoughtListing;
import io.mooring.audit.api.Actor;
import io.mooring.billing.api.ApproveBillingAccount;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.BillingRule;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.billing.api.FindProposedBillingAccount;
import io.mooring.billing.api.ProposeBillingAccount;
import io.mooring.billing.api.ProposedBillingAccountView;
import io.mooring.billing.web.ActivationsEndpoint.Action;
import io.mooring.billing.web.ActivationsEndpoint.Part;
import io.mooring.billing.web.ActivationsEndpoint.Waiting;
import io.mooring.web.Queries;
import io.mooring.web.slice.RecordingCommands;
import io.mooring.web.slice.RecordingCommands.Sent;
import io.mooring.web.slice.SettableClock;
import io.mooring.web.slice.StubQueries;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

class ActivationsEndpointTest {

    private static final ActivationId ACTIVATION = new ActivationId("activation-1");
    private static final BillingAccountId ACCOUNT = new BillingAccountId("billing-1");
    private static final String WHY = "the contract names the company";

    private final StubQueries answers = new StubQueries();
    private final RecordingCommands commands = new RecordingCommands();
    private final SettableClock clock = new SettableClock();
    private final ActivationsEndpoint endpoint = new ActivationsEndpoint(new Queries(answers), commands, clock);

    @BeforeEach
    void one_activation_and_one_account_are_known() {
        answers.answer(new FindBoughtListing(ACTIVATION), new BoughtListingView("metrics"));
        answers.answer(new FindBillingMailbox("acme"), new BillingMailboxView(ACCOUNT, "gone@acme.example"));
    }

    @Test
    void one_proposes_and_another_approves_each_with_a_reason() {
        assertThat(decide("alice", Action.PROPOSE).getStatus()).isEqualTo(204);
        assertThat(decide("carol", Action.APPROVE).getStatus()).isEqualTo(204);

        assertThat(commands.sent())
                .containsExactly(
                        new Sent(new ProposeBillingAccount(ACCOUNT, ACTIVATION, "alice", WHY), Actor.operator("alice")),
                        new Sent(
                                new ApproveBillingAccount(ACCOUNT, ACTIVATION, "carol", WHY), Actor.operator("carol")));
    }

    @Test
    void what_a_rule_refuses_is_a_conflict_that_names_it() {
        commands.refuse(ApproveBillingAccount.class, BillingRule.TWO_PEOPLE.violatedBy(ACTIVATION));

        var answer = decide("alice", Action.APPROVE);

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getBody()).isEqualTo(Map.of("detail", "second-person-required"));
    }

    @ParameterizedTest
    @EnumSource
    void who_and_why_must_be_such_as_can_be_kept(Action action) {
        assertThat(decide("Alice Harbour", action).getStatus()).isEqualTo(400);
        assertThat(decide(ACTIVATION.value(), "alice", "  ", "acme", action).getStatus())
                .isEqualTo(400);
        assertThat(commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_not_known_is_not_found(Action action) {
        var stranger = decide(ACTIVATION.value(), "alice", WHY, "nobody-has-this-name", action);

        assertThat(stranger.getStatus()).isEqualTo(404);
        assertThat(stranger.getBody()).isEqualTo(Map.of("detail", "there is no billing account of that user name"));
        assertThat(decide("activation-2", "alice", WHY, "acme", action).getStatus())
                .isEqualTo(404);
        assertThat(decide(" ", "alice", WHY, "acme", action).getStatus()).isEqualTo(404);
        assertThat(commands.sent()).isEmpty();
    }

    @Test
    void what_waits_is_shown_with_who_when_why_and_until_when() {
        assertThat(endpoint.waiting(ACTIVATION.value(), Part.BILLING_ACCOUNT).getBody())
                .isEqualTo(new Waiting(null));
        var now = clock.instant();
        var proposal = new ProposedBillingAccountView(ACCOUNT, "acme", "alice", WHY, now, now.plus(Duration.ofDays(1)));
        answers.answer(new FindProposedBillingAccount(ACTIVATION, now), proposal);

        assertThat(endpoint.waiting(ACTIVATION.value(), Part.BILLING_ACCOUNT).getBody())
                .isEqualTo(new Waiting(proposal));
        assertThat(endpoint.waiting("activation-2", Part.BILLING_ACCOUNT).getStatus())
                .isEqualTo(404);
    }

    private WebEndpointResponse<Map<String, String>> decide(String by, Action action) {
        return decide(ACTIVATION.value(), by, WHY, "acme", action);
    }

    private WebEndpointResponse<Map<String, String>> decide(
            String activation, String by, String reason, String userName, Action action) {
        return endpoint.decide(activation, Part.BILLING_ACCOUNT, by, reason, userName, action);
    }
}
