package io.mooring.sandbox.scenario;

import io.mooring.sandbox.journey.Buyer;
import io.mooring.sandbox.journey.JourneyFailed;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares what is to be seen with what the engine shows. */
final class Lookout {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_NANOS = 20_000_000;
    private static final Set<String> OF_A_WORKSPACE =
            Set.of("workspaceId", "name", "site", "templateLanguage", "bindable", "reason");

    private final Cast cast;
    private final int deadLettersBefore;

    Lookout(Cast cast) {
        this.cast = cast;
        this.deadLettersBefore = cast.aws().deadLetters();
    }

    void perform(Expectation step) {
        switch (step) {
            case Expectation.Expect it -> expect(it);
            case Expectation.Workspace it -> workspace(it);
            case Expectation.Mails it -> mails(it);
            case Expectation.DeadLetters it -> cast.aws().awaitDeadLetters(deadLettersBefore + it.count());
            case Expectation.Settle it -> settle();
        }
    }

    /** Views follow one order: when the last purchase shows, so does everything before it. */
    private void settle() {
        cast.aws().awaitEmptyQueue();
        var last = cast.aws().subscribe("BEFORE").path("customerIdentifier").asString();
        cast.stranger().land(last).await("the last message", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
    }

    private void mails(Expectation.Mails it) {
        var mailbox = cast.person(it.buyer()).newcomer.mailbox();
        if (it.count() > 0) {
            cast.aws().nextMail(mailbox, it.count() - 1);
        }
        var found = cast.aws().mails(mailbox);
        if (found != it.count()) {
            throw new JourneyFailed(found + " mails have come");
        }
    }

    private void workspace(Expectation.Workspace it) {
        var buyer = cast.person(it.buyer()).buyer;
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var list = buyer.workspaces();
        while (!isSo(it, list)) {
            if (System.nanoTime() > deadline) {
                throw new JourneyFailed("the list has " + list);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            list = buyer.workspaces();
        }
    }

    private boolean isSo(Expectation.Workspace it, JsonNode list) {
        if (it.listed() != null && it.listed() != list.size()) {
            return false;
        }
        for (var each : list) {
            if (each.path("workspaceId").asString().equals(cast.workspace(it.of()))) {
                return OF_A_WORKSPACE.containsAll(each.propertyNames())
                        && isOrAny(it.site(), each.path("site").asString())
                        && isOrAny(it.language(), each.path("templateLanguage").asString())
                        && isOrAny(it.bindable(), each.path("bindable").asBoolean())
                        && isOrAny(it.reason(), each.path("reason").asString(""));
            }
        }
        return false;
    }

    private static boolean isOrAny(@Nullable Object wanted, Object found) {
        return wanted == null || Objects.equals(wanted, found);
    }

    private void expect(Expectation.Expect it) {
        var view = cast.person(it.buyer()).buyer.await(it.toString(), shown(it));
        if (it.activation() != null) {
            cast.activations().putIfAbsent(it.activation(), id(view));
        }
    }

    private Predicate<JsonNode> shown(Expectation.Expect it) {
        var activations = cast.activations();
        Predicate<JsonNode> shown = view -> true;
        if (it.status() != null) {
            shown = shown.and(Buyer.status(it.status()));
        }
        if (it.subscription() != null) {
            shown = shown.and(view -> view.at("/subscription/status").asString().equals(it.subscription()));
        }
        for (var requirement : it.satisfied() == null ? List.<String>of() : it.satisfied()) {
            shown = shown.and(Buyer.satisfied(requirement));
        }
        var freeTrial = it.freeTrial();
        if (freeTrial != null) {
            shown = shown.and(view -> view.at("/subscription/freeTrial").asBoolean() == freeTrial);
        }
        var workspaces = it.workspaces();
        if (workspaces != null) {
            shown = shown.and(view -> view.path("workspaces").size() == workspaces);
        }
        if (it.activation() != null && activations.containsKey(it.activation())) {
            shown = shown.and(view -> id(view).equals(activations.get(it.activation())));
        }
        for (var other : it.otherThan() == null ? List.<String>of() : it.otherThan()) {
            shown = shown.and(view -> !id(view).equals(activations.get(other)));
        }
        return shown;
    }

    private static String id(JsonNode view) {
        return view.path("activationId").asString();
    }
}
