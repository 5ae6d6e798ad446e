package io.mooring.activation.web;

import io.mooring.access.web.BuyerSession;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.web.Drafts.Draft;
import io.mooring.subscription.api.ListPredecessors;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.web.Problem;
import io.mooring.web.Queries;
import io.mooring.web.Workers;
import io.mooring.web.input.Given;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the buyer has typed so far, so that going back, switching ways or closing the browser loses nothing. */
@RestController
@RequestMapping("/api/activation/draft")
final class DraftApi {

    /** Passwords and codes are not among them. */
    private static final Set<String> KEYS = Set.of(
            "userName",
            "email",
            "phone",
            "site",
            "companyName",
            "country",
            "address",
            "taxId",
            "contactName",
            "workspaceName",
            "templateLanguage",
            "language",
            "bindUserName",
            "consoleUserName",
            "consoleEmail",
            "consolePhone",
            "createVariant");

    private static final Set<ActivationStatus> OVER =
            Set.of(ActivationStatus.COMPLETED, ActivationStatus.ENDED, ActivationStatus.SUPERSEDED);

    private static final int LONGEST = 512;

    private final CurrentActivations activations;
    private final Queries queries;
    private final Drafts drafts;
    private final Workers workers;

    DraftApi(CurrentActivations activations, Queries queries, Drafts drafts, Workers workers) {
        this.activations = activations;
        this.queries = queries;
        this.drafts = drafts;
        this.workers = workers;
    }

    record DraftRequest(
            @Nullable String path,
            @Nullable String step,
            @Given Map<String, @Nullable String> fields) {

        @Override
        public String toString() {
            return "DraftRequest[…]";
        }
    }

    @GetMapping
    Mono<Draft> find(BuyerSession session) {
        return workers.call(() -> isOver(session)
                ? Draft.EMPTY
                : drafts.find(session.subscriptionId())
                        .or(() -> handedOn(session.subscriptionId()))
                        .orElse(Draft.EMPTY));
    }

    /** What was typed before AWS renewed or replaced the purchase. Proofs of mailboxes stay behind: each is good for one activation. */
    private Optional<Draft> handedOn(SubscriptionId to) {
        return queries.list(new ListPredecessors(to), SubscriptionId.class).stream()
                .flatMap(from -> drafts.handOn(from, to).stream())
                .findFirst();
    }

    @PutMapping
    Mono<ResponseEntity<Void>> save(BuyerSession session, @Valid @RequestBody DraftRequest draft) {
        refuseOther("#/path", draft.path(), "register|bind");
        refuseOther("#/step", draft.step(), "[a-z-]{1,32}");
        var fields = new TreeMap<String, String>();
        draft.fields().forEach((key, value) -> fields.put(known(key), typed(key, value)));
        return workers.run(() -> {
                    if (!isOver(session)) {
                        drafts.save(session.subscriptionId(), draft.path(), draft.step(), fields);
                    }
                })
                .thenReturn(ResponseEntity.noContent().build());
    }

    /** Whether there is nothing left to type. What was typed is deleted once it has served; after an end it is kept for whoever subscribes again. */
    private boolean isOver(BuyerSession session) {
        var status = activations
                .find(session.subscriptionId())
                .map(ActivationView::status)
                .filter(OVER::contains);
        if (status.filter(ActivationStatus.COMPLETED::equals).isPresent()) {
            drafts.delete(session.subscriptionId());
        }
        return status.isPresent();
    }

    private static void refuseOther(String pointer, @Nullable String value, String pattern) {
        if (value != null && !value.matches(pattern)) {
            throw Problem.invalid(pointer, "unknown-value");
        }
    }

    private static String known(String key) {
        if (!KEYS.contains(key)) {
            throw Problem.invalid("#/fields", "unknown-field");
        }
        return key;
    }

    private static String typed(String key, @Nullable String value) {
        if (value == null) {
            throw Problem.invalid("#/fields/" + key, "required");
        }
        if (value.length() > LONGEST) {
            throw Problem.invalid("#/fields/" + key, "too-long");
        }
        if (value.codePoints()
                .anyMatch(character -> Character.isISOControl(character) && character != '\n' && character != '\r')) {
            throw Problem.invalid("#/fields/" + key, "control-characters");
        }
        return value;
    }
}
