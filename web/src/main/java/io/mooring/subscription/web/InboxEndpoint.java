package io.mooring.subscription.web;

import io.mooring.subscription.api.InboxMessages;
import io.mooring.subscription.api.InboxMessages.Count;
import io.mooring.subscription.api.InboxMessages.InboxKey;
import io.mooring.subscription.api.InboxMessages.Line;
import io.mooring.subscription.api.InboxMessages.Message;
import io.mooring.subscription.api.InboxMessages.NotPutAside;
import io.mooring.subscription.api.InboxMessages.State;
import io.mooring.web.Decided;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** AWS's messages that had no effect, and the ways to take them again or to dismiss them, on the port for the inside. */
@Component
@Endpoint(id = "inbox")
class InboxEndpoint {

    private static final int KINDS = 100;
    private static final int LINES = 100;
    private static final int AT_ONCE = 200;
    private static final int CONFLICT = 409;

    private final InboxMessages messages;

    InboxEndpoint(InboxMessages messages) {
        this.messages = messages;
    }

    /** What is to be done. */
    enum Action {
        TAKE_AGAIN,
        DISMISS
    }

    /**
     * How many there are by state and reason, and the first of them.
     *
     * @param next for {@code after}, where there are more
     */
    record Overview(
            List<Count> counts,
            List<Line> messages,
            @Nullable String next) {}

    /**
     * The 100 most frequent kinds, and 100 messages, the oldest first; 400 where no list ended at {@code after}.
     *
     * @param state without it those that were put aside and those whose handling failed
     * @param reason those with exactly this reason
     */
    @ReadOperation
    WebEndpointResponse<Object> list(@Nullable State state, @Nullable String reason, @Nullable String after) {
        var states = state == null ? Set.of(State.DEAD_LETTERED, State.FAILED) : Set.of(state);
        try {
            var page = messages.list(states, reason, after, LINES);
            return new WebEndpointResponse<>(new Overview(messages.counts(KINDS), page.messages(), page.next()));
        } catch (IllegalArgumentException nowhere) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(nowhere.getMessage()));
        }
    }

    /** One message of any state with its bytes; 404 where there is none. */
    @ReadOperation
    WebEndpointResponse<Message> message(@Selector String feed, @Selector String stableId) {
        return messages.find(new InboxKey(feed, stableId))
                .map(WebEndpointResponse::new)
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }

    /**
     * Deals with one: 200 with what became of it; 404 where there is none, 409 where it had its effect, 400 for what cannot be kept.
     *
     * @param by who decided: a short account name, no personal data
     * @param reason why; 1 to 500 characters
     */
    @WriteOperation
    WebEndpointResponse<Object> decide(
            @Selector String feed, @Selector String stableId, String by, String reason, Action action) {
        var decided = new Decided(by, reason);
        var objection = decided.objection();
        if (objection != null) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, objection);
        }
        var key = new InboxKey(feed, stableId);
        try {
            var result = switch (action) {
                case TAKE_AGAIN -> messages.takeAgain(key, decided.reason(), decided.actor());
                case DISMISS -> messages.dismiss(key, decided.reason(), decided.actor());
            };
            return result.<WebEndpointResponse<Object>>map(WebEndpointResponse::new)
                    .orElseGet(() -> refused(WebEndpointResponse.STATUS_NOT_FOUND, "there is no such message"));
        } catch (NotPutAside refused) {
            return refused(CONFLICT, Objects.requireNonNull(refused.getMessage()));
        }
    }

    /**
     * Deals with the oldest 200 of a kind: 200 with how many became what, and how many of the kind there are now; 400 for what cannot be kept.
     *
     * @param because the reason of the kind, exactly
     */
    @WriteOperation
    WebEndpointResponse<Object> decideAll(State state, String because, String by, String reason, Action action) {
        var decided = new Decided(by, reason);
        var objection = decided.objection();
        if (objection != null) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, objection);
        }
        return new WebEndpointResponse<>(
                switch (action) {
                    case TAKE_AGAIN -> messages.takeAgain(state, because, AT_ONCE, decided.reason(), decided.actor());
                    case DISMISS -> messages.dismiss(state, because, AT_ONCE, decided.reason(), decided.actor());
                });
    }

    private static WebEndpointResponse<Object> refused(int status, String detail) {
        return new WebEndpointResponse<>(Map.of("detail", detail), status);
    }
}
