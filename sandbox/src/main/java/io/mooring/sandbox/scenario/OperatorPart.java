package io.mooring.sandbox.scenario;

import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.sandbox.journey.Browser;
import io.mooring.sandbox.journey.JourneyFailed;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plays whoever runs the engine, by its port for the inside. */
final class OperatorPart {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_NANOS = 50_000_000;
    private static final int NOT_FOUND = 404;

    private final Cast cast;
    private @Nullable Browser inside;
    private boolean restarted;

    OperatorPart(Cast cast) {
        this.cast = cast;
    }

    void perform(OperatorStep step) {
        switch (step) {
            case OperatorStep.Name it -> name(it);
            case OperatorStep.Task it -> await("the task", () -> isOpen(it) == !Boolean.FALSE.equals(it.open()));
            case OperatorStep.Waiting it -> await("what waits", () -> waits(it) == !Boolean.FALSE.equals(it.open()));
            case OperatorStep.KnownAs it -> {
                var wanted = Set.of(name(it.purchase(), it.name()).name());
                await(it.name() + " and nothing else", () -> wanted.equals(told(it.purchase())));
            }
            case OperatorStep.ProposeAccount it ->
                account("propose", it.buyer(), it.accountOf(), it.by(), it.refused());
            case OperatorStep.ApproveAccount it ->
                account("approve", it.buyer(), it.accountOf(), it.by(), it.refused());
            case OperatorStep.Proposal it ->
                await("the proposal", () -> isProposed(it) == !Boolean.FALSE.equals(it.open()));
            case OperatorStep.Restart it -> {
                restarted = true;
                cast.aws().restart(it.listing(), it.feed());
                cast.aws().awaitEngine();
            }
        }
    }

    /** What was set for this scenario is as before. */
    void leave() {
        if (restarted) {
            cast.aws().restoreFeeds();
            cast.aws().awaitEngine();
        }
    }

    private void name(OperatorStep.Name it) {
        var said = new HashMap<String, @Nullable String>();
        said.put("customerIdentifier", cast.customer(it.customerOf()));
        said.put("by", "alice");
        said.put("reason", "seen in the account feed");
        if (it.licenceOf() != null) {
            said.put("licenseArn", licence(it.licenceOf()));
        }
        var listing = cast.purchase(it.customerOf()).path("listing").asString();
        inside().post("/actuator/names/" + listing, said).expecting(it.refused() == null ? 200 : it.refused());
    }

    private void account(String action, String buyer, String accountOf, String by, @Nullable String refused) {
        var said = Map.of(
                "action",
                action,
                "userName",
                cast.person(accountOf).newcomer.userName(),
                "by",
                by,
                "reason",
                "the contract names the company");
        var answer = inside().post(billingAccountOf(buyer), said);
        if (refused == null) {
            answer.expecting(204);
        } else if (!answer.expecting(409).body().path("detail").asString().equals(refused)) {
            throw new JourneyFailed("refused by " + answer.text());
        }
    }

    private boolean isProposed(OperatorStep.Proposal it) {
        var proposal =
                inside().get(billingAccountOf(it.buyer())).expecting(200).body().path("proposal");
        return proposal.isObject()
                && (it.by() == null || proposal.path("by").asString().equals(it.by()));
    }

    private String billingAccountOf(String buyer) {
        var view = cast.person(buyer).buyer.await("begun", begun -> true);
        return "/actuator/activations/" + view.path("activationId").asString() + "/billing-account";
    }

    private boolean isOpen(OperatorStep.Task it) {
        var about = name(it.purchase(), it.name()).key();
        var tasks = inside().get("/actuator/tasks").expecting(200).body().path("tasks");
        return StreamSupport.stream(tasks.spliterator(), false)
                .anyMatch(task -> task.path("kind").asString().equals(it.kind())
                        && task.at("/subject/key").asString().equals(about));
    }

    private boolean waits(OperatorStep.Waiting it) {
        var name = name(it.purchase(), it.name()).key();
        var waiting = inside().get("/actuator/names").expecting(200).body().path("waiting");
        return StreamSupport.stream(waiting.spliterator(), false)
                .anyMatch(each -> each.asString().equals(name));
    }

    /** All that the engine would tell AWS, by whichever of the names the purchase is asked for. */
    private Set<String> told(String purchase) {
        var told = new HashSet<String>();
        identities(purchase).forEach(id -> {
            var answer = inside().get("/actuator/names/" + id.value());
            if (answer.status() != NOT_FOUND) {
                told.add(text(answer.expecting(200).body()));
            }
        });
        return told;
    }

    private static String text(JsonNode name) {
        return name.has("licenseArn")
                ? name.path("licenseArn").asString()
                : name.path("customerIdentifier").asString();
    }

    private Stream<SubscriptionId> identities(String purchase) {
        var listing = SandboxListing.of(cast.purchase(purchase).path("listing").asString());
        return Stream.of(
                        new Purchase(
                                listing.id(),
                                listing.partition(),
                                listing.productCode(),
                                cast.customer(purchase),
                                null),
                        new Purchase(listing.id(), listing.partition(), listing.productCode(), null, licence(purchase)))
                .map(Purchase::subscriptionId);
    }

    private PurchaseName name(String purchase, String kind) {
        var listing = cast.purchase(purchase).path("listing").asString();
        return switch (PurchaseName.Kind.valueOf(kind)) {
            case CUSTOMER -> PurchaseName.customer(listing, cast.customer(purchase));
            case LICENCE -> PurchaseName.licence(listing, licence(purchase));
        };
    }

    private String licence(String purchase) {
        return cast.purchase(purchase).path("licenseArn").asString();
    }

    private static void await(String what, BooleanSupplier isSo) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new JourneyFailed("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private Browser inside() {
        if (inside == null) {
            inside = new Browser(Browser.client(), cast.aws().management());
        }
        return Objects.requireNonNull(inside);
    }
}
