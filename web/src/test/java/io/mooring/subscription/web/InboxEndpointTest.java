package io.mooring.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.audit.api.Actor;
import io.mooring.subscription.api.InboxMessages;
import io.mooring.subscription.web.InboxEndpoint.Action;
import io.mooring.subscription.web.InboxEndpoint.Overview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

class InboxEndpointTest {

    private final List<String> asked = new ArrayList<>();
    private final InboxEndpoint endpoint = new InboxEndpoint(new OneDeadLetter());

    @Test
    void what_is_put_aside_is_listed_with_how_many_there_are() {
        assertThat(endpoint.list(null, null, null).getBody()).isInstanceOfSatisfying(Overview.class, shown -> {
            assertThat(shown.counts()).hasSize(1);
            assertThat(shown.messages()).hasSize(1);
            assertThat(shown.next()).isEqualTo("further");
        });
        endpoint.list(InboxMessages.State.WAITING, "because", "further");

        assertThat(asked).containsExactly("[DEAD_LETTERED, FAILED] null null 100", "[WAITING] because further 100");
        assertThat(endpoint.list(null, null, "nowhere").getStatus()).isEqualTo(400);
    }

    @Test
    void one_is_dealt_with_with_who_and_why() {
        assertThat(decide("sns-1", Action.TAKE_AGAIN, "alice")).isEqualTo(200);
        assertThat(decide("sns-1", Action.DISMISS, "alice")).isEqualTo(200);

        assertThat(asked)
                .containsExactly(
                        "take again sns-1: mended by operator:alice", "dismiss sns-1: mended by operator:alice");
    }

    @Test
    void what_cannot_be_done_is_said() {
        assertThat(decide("unknown", Action.TAKE_AGAIN, "alice")).isEqualTo(404);
        assertThat(decide("applied", Action.DISMISS, "alice")).isEqualTo(409);
        assertThat(decide("sns-1", Action.DISMISS, "Alice Example")).isEqualTo(400);
        assertThat(endpoint.message("sns", "unknown").getStatus()).isEqualTo(404);
        assertThat(asked).isEmpty();
    }

    @Test
    void those_of_one_reason_are_dealt_with_so_many_at_a_time() {
        assertThat(decideAll(Action.TAKE_AGAIN, "alice").getBody())
                .isEqualTo(new InboxMessages.Results(Map.of("APPLIED", 1), 0));
        decideAll(Action.DISMISS, "alice");

        assertThat(asked)
                .containsExactly(
                        "take again 200 because: mended by operator:alice",
                        "dismiss 200 because: mended by operator:alice");
        assertThat(decideAll(Action.DISMISS, "").getStatus()).isEqualTo(400);
    }

    private int decide(String id, Action action, String by) {
        return endpoint.decide("sns", id, by, "mended", action).getStatus();
    }

    private WebEndpointResponse<Object> decideAll(Action action, String by) {
        return endpoint.decideAll(InboxMessages.State.DEAD_LETTERED, "because", by, "mended", action);
    }

    private final class OneDeadLetter implements InboxMessages {

        @Override
        public List<Count> counts(int limit) {
            return List.of(new Count(State.DEAD_LETTERED, "because", 1, Instant.EPOCH, Instant.EPOCH));
        }

        @Override
        public Page list(Set<State> states, @Nullable String reason, @Nullable String after, int limit) {
            if ("nowhere".equals(after)) {
                throw new IllegalArgumentException("no list ended there");
            }
            asked.add(states.stream().sorted().toList() + " " + reason + " " + after + " " + limit);
            return new Page(
                    List.of(new Line(
                            new InboxKey("sns", "sns-1"),
                            State.DEAD_LETTERED,
                            "because",
                            null,
                            Instant.EPOCH,
                            Instant.EPOCH,
                            0)),
                    "further");
        }

        @Override
        public Optional<Message> find(InboxKey key) {
            return Optional.empty();
        }

        @Override
        public Optional<Result> takeAgain(InboxKey key, String reason, Actor by) {
            return done("take again", key, reason, by);
        }

        @Override
        public Optional<Result> dismiss(InboxKey key, String reason, Actor by) {
            return done("dismiss", key, reason, by);
        }

        private Optional<Result> done(String what, InboxKey key, String reason, Actor by) {
            if (key.stableId().equals("unknown")) {
                return Optional.empty();
            }
            if (key.stableId().equals("applied")) {
                throw new NotPutAside("APPLIED");
            }
            asked.add(what + " " + key.stableId() + ": " + reason + " by " + by);
            return Optional.of(new Result("APPLIED", null));
        }

        @Override
        public Results takeAgain(State state, String because, int limit, String reason, Actor by) {
            asked.add("take again " + limit + " " + because + ": " + reason + " by " + by);
            return new Results(Map.of("APPLIED", 1), 0);
        }

        @Override
        public Results dismiss(State state, String because, int limit, String reason, Actor by) {
            asked.add("dismiss " + limit + " " + because + ": " + reason + " by " + by);
            return new Results(Map.of("DISMISSED", 1), 0);
        }
    }
}
