package io.mooring.sandbox.scenario;

import io.mooring.sandbox.journey.Answer;
import io.mooring.sandbox.journey.Browser;
import io.mooring.sandbox.journey.Buyer;
import io.mooring.sandbox.journey.JourneyFailed;
import io.mooring.sandbox.journey.Marketplace;
import io.mooring.sandbox.journey.Newcomer;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One performance of a scenario, with people and purchases of its own. */
public final class Play {

    private static final String FIRST_LISTING = Buyer.LISTING;

    /** Somebody in it. */
    private static final class Person {
        final Buyer buyer;
        final Newcomer newcomer = Newcomer.random();

        @Nullable
        String proof;

        Person(Buyer buyer) {
            this.buyer = buyer;
        }
    }

    private final HttpClient http = Browser.client();
    private final URI engine;
    private final Marketplace aws;
    private final Map<String, JsonNode> purchases = new HashMap<>();
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, String> activations = new HashMap<>();
    private final int deadLettersBefore;

    public Play(URI engine, URI storefront) {
        this.engine = engine;
        this.aws = new Marketplace(http, storefront);
        this.deadLettersBefore = aws.deadLetters();
    }

    /**
     * Plays it to its end.
     *
     * @throws JourneyFailed when a step does not go as it has to; says which one
     */
    public void perform(Scenario scenario) {
        var number = 0;
        for (var step : scenario.steps()) {
            number++;
            try {
                perform(step);
            } catch (JourneyFailed failed) {
                throw new JourneyFailed("step " + number + " " + step + ": " + failed.getMessage(), failed);
            }
        }
    }

    private void perform(Step step) {
        switch (step) {
            case Step.Subscribe it -> subscribe(it);
            case Step.Land it -> land(it);
            case Step.Say it -> aws.say(key(it.purchase()), it.action(), times(it.copies()));
            case Step.Prove it -> prove(it);
            case Step.Register it -> register(it);
            case Step.Draft it -> draft(it);
            case Step.Expect it -> expect(it);
            case Step.Message it -> aws.put(it.body(), times(it.copies()));
            case Step.DeadLetters it -> aws.awaitDeadLetters(deadLettersBefore + it.count());
            case Step.Settle it -> settle();
            case Step.Fault it -> aws.fail(it.operation(), it.error(), times(it.times()));
            case Step.SignIn it -> {
                var person = person(it.buyer());
                person.buyer
                        .signIn(it.realm(), person.newcomer.userName(), person.newcomer.password())
                        .expecting(201);
            }
        }
    }

    /** Views follow one order: when the last purchase shows, so does everything before it. */
    private void settle() {
        aws.awaitEmptyQueue();
        var last = aws.subscribe("BEFORE").path("customerIdentifier").asString();
        new Buyer(http, engine, aws).land(last).await("the last message", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
    }

    private void subscribe(Step.Subscribe it) {
        var account = it.accountOf() == null
                ? null
                : purchase(it.accountOf()).path("awsAccountId").asString();
        purchases.put(
                it.as(),
                aws.subscribe(
                        it.listing() == null ? FIRST_LISTING : it.listing(),
                        account,
                        it.notification() == null ? "MANUAL" : it.notification()));
    }

    private void land(Step.Land it) {
        var purchase = purchase(it.purchase());
        people.computeIfAbsent(it.buyer(), name -> new Person(new Buyer(http, engine, aws)))
                .buyer
                .landWith(
                        aws.token(key(it.purchase())), purchase.path("listing").asString(FIRST_LISTING));
    }

    private void prove(Step.Prove it) {
        var person = person(it.buyer());
        if (it.refused() == null) {
            prove(person);
            return;
        }
        refused(
                it.refused(),
                person.buyer
                        .browser()
                        .post(
                                "/api/activation/verifications",
                                Map.of(
                                        "purpose", "REGISTER",
                                        "email", person.newcomer.mailbox(),
                                        "language", "en")));
    }

    private static void refused(String problem, Answer answer) {
        if (!answer.problem().equals(problem)) {
            throw new JourneyFailed("answered " + answer.status() + " " + answer.problem());
        }
    }

    private static String prove(Person person) {
        var known = person.proof;
        if (known == null) {
            person.buyer.await("begun", view -> true);
            known = person.buyer.prove(
                    person.newcomer.mailbox(), Map.of("purpose", "REGISTER", "email", person.newcomer.mailbox()));
            person.proof = known;
        }
        return known;
    }

    private void register(Step.Register it) {
        var person = person(it.buyer());
        var answer = person.buyer.register(person.newcomer, prove(person));
        if (it.refused() == null) {
            answer.expecting(201);
        } else {
            refused(it.refused(), answer);
        }
    }

    private void draft(Step.Draft it) {
        var browser = person(it.buyer()).buyer.browser();
        if (it.typed() != null) {
            browser.put(
                            "/api/activation/draft",
                            Map.of("path", "register", "step", "company", "fields", Map.of("userName", it.typed())))
                    .expecting(204);
        }
        if (it.still() != null) {
            var found = browser.get("/api/activation/draft")
                    .body()
                    .at("/fields/userName")
                    .asString();
            if (!found.equals(it.still())) {
                throw new JourneyFailed("the draft holds \"" + found + '"');
            }
        }
    }

    private void expect(Step.Expect it) {
        var view = person(it.buyer()).buyer.await(it.toString(), shown(it));
        if (it.activation() != null) {
            activations.putIfAbsent(it.activation(), id(view));
        }
    }

    private Predicate<JsonNode> shown(Step.Expect it) {
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

    private static int times(@Nullable Integer given) {
        return given == null ? 1 : given;
    }

    private String key(String purchase) {
        return purchase(purchase).path("customerIdentifier").asString();
    }

    private JsonNode purchase(String name) {
        var purchase = purchases.get(name);
        if (purchase == null) {
            throw new JourneyFailed("nobody has made the purchase " + name);
        }
        return purchase;
    }

    private Person person(String name) {
        var person = people.get(name);
        if (person == null) {
            throw new JourneyFailed("nobody called " + name + " has landed");
        }
        return person;
    }
}
