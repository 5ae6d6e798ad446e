package io.mooring.sandbox.scenario;

import static io.mooring.sandbox.scenario.Cast.answered;

import io.mooring.sandbox.journey.Answer;
import io.mooring.sandbox.journey.Buyer;
import io.mooring.sandbox.journey.JourneyFailed;
import io.mooring.sandbox.scenario.Cast.Person;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays the people, by the engine's own addresses as the wizard uses them. */
final class BuyersPart {

    private static final String IN_FLIGHT = "idempotency-key-in-flight";

    /** The common pool has a thread a core, which is one after the other where there are two. */
    private static final Executor AT_ONCE = task -> Thread.ofVirtual().start(task);

    private final Cast cast;
    private final Codes codes;
    private final Map<String, String> keys = new HashMap<>();

    BuyersPart(Cast cast) {
        this.cast = cast;
        this.codes = new Codes(cast);
    }

    void perform(BuyerStep step) {
        switch (step) {
            case BuyerStep.Land it -> land(it);
            case BuyerStep.Look it -> look(it);
            case BuyerStep.Draft it -> draft(it);
            case BuyerStep.AskCode it -> codes.ask(it);
            case BuyerStep.AnotherCode it -> codes.another(it);
            case BuyerStep.AnswerCode it -> codes.answer(it);
            case BuyerStep.OpenLinks it -> codes.scan(it);
            case BuyerStep.Prove it -> prove(it);
            case BuyerStep.Register it -> register(it);
            case BuyerStep.BindAccount it -> bindAccount(it);
            case BuyerStep.CreateWorkspace it -> createWorkspace(it);
            case BuyerStep.BindWorkspace it ->
                answered(cast.person(it.buyer()).buyer.bind(cast.workspace(it.workspace())), 201, it.refused());
            case BuyerStep.ChangeWorkspace it -> changeWorkspace(it);
            case BuyerStep.Race it -> race(it);
            case BuyerStep.SignIn it -> {
                var person = cast.person(it.buyer());
                person.buyer
                        .signIn(it.realm(), person.newcomer.userName(), person.newcomer.password())
                        .expecting(201);
            }
        }
    }

    private void land(BuyerStep.Land it) {
        var token = token(it);
        var listing =
                it.at() == null ? cast.purchase(it.purchase()).path("listing").asString(Buyer.LISTING) : it.at();
        var answer = cast.comes(it.buyer()).buyer.arrive(token, listing);
        if (it.shows() == null) {
            answer.expecting(303);
        } else if (!answer.heading().equals(it.shows())) {
            throw new JourneyFailed("answered " + answer.status() + " \"" + answer.heading() + '"');
        }
    }

    private String token(BuyerStep.Land it) {
        var customer = cast.key(it.purchase());
        return switch (it.token() == null ? "fresh" : it.token()) {
            case "fresh" -> cast.brought(it.purchase(), cast.aws().token(customer));
            case "same" -> cast.lastToken(it.purchase());
            case "expired" -> cast.brought(it.purchase(), cast.aws().expiredToken(customer));
            case "garbage" -> "no token at all " + UUID.randomUUID();
            default -> throw new JourneyFailed("a token is fresh, same, expired or garbage");
        };
    }

    private void look(BuyerStep.Look it) {
        var buyer = cast.person(it.buyer()).buyer;
        if (it.refused() == null) {
            buyer.await("begun", view -> true);
        }
        answered(buyer.browser().get("/api/activation"), 200, it.refused());
    }

    private void draft(BuyerStep.Draft it) {
        var browser = cast.person(it.buyer()).buyer.browser();
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

    private void prove(BuyerStep.Prove it) {
        var person = cast.person(it.buyer());
        codes.ask(person, codes.mailbox(it.buyer(), it.mailboxOf()), "REGISTER", it.refused());
        if (it.refused() == null) {
            person.proof = codes.proven(person);
        }
    }

    private Answer registering(Person person, BuyerStep.Register it, String key) {
        var who = person.newcomer;
        if (it.mailboxOf() != null) {
            who = who.withMailbox(cast.person(it.mailboxOf()).newcomer.mailbox());
        }
        if (it.userNameOf() != null) {
            who = who.withUserName(cast.person(it.userNameOf()).newcomer.userName());
        }
        if (person.proof == null) {
            throw new JourneyFailed("no mailbox was proven");
        }
        var request = who.registration(
                person.proof,
                it.terms() == null ? person.buyer.termsVersion() : it.terms(),
                it.site() == null ? "cn2" : it.site(),
                it.language() == null ? "en" : it.language());
        var answer = person.buyer.browser().post("/api/activation/registration", request, key);
        if (answer.status() == 201) {
            person.newcomer = who;
        }
        return answer;
    }

    private void register(BuyerStep.Register it) {
        var person = cast.person(it.buyer());
        if (person.proof == null) {
            prove(new BuyerStep.Prove(it.buyer(), null, null));
        }
        var key = UUID.randomUUID().toString();
        var answer = answered(repeated(it.copies(), () -> registering(person, it, key)), 201, it.refused());
        if (it.refused() == null) {
            cast.created(it.buyer(), answer.body().path("workspaceId").asString());
        }
    }

    private void bindAccount(BuyerStep.BindAccount it) {
        var person = cast.person(it.buyer());
        codes.ask(new BuyerStep.AskCode(it.buyer(), "BIND", null, it.accountOf(), null, null));
        var verification = Boolean.TRUE.equals(it.unproven()) ? person.asked().verificationId : codes.proven(person);
        answered(person.buyer.bindBillingAccount(verification), 201, it.refused());
    }

    private void createWorkspace(BuyerStep.CreateWorkspace it) {
        var person = cast.person(it.buyer());
        var body = new HashMap<String, Object>();
        body.put("name", "Quay " + it.as());
        body.put("site", it.site() == null ? "us1" : it.site());
        body.put("templateLanguage", it.language() == null ? "en" : it.language());
        body.put("termsVersion", it.terms() == null ? person.buyer.termsVersion() : it.terms());
        body.put("consoleAccount", consoleAccount(it, person));
        var key = it.key() == null ? UUID.randomUUID().toString() : key(it.key());
        var answer = answered(
                repeated(it.copies(), () -> person.buyer.browser().post("/api/activation/workspaces", body, key)),
                201,
                it.refused());
        if (it.refused() == null) {
            cast.created(it.as(), answer.body().path("workspaceId").asString());
        }
    }

    private String key(String name) {
        return keys.computeIfAbsent(name, any -> UUID.randomUUID().toString());
    }

    private Map<String, String> consoleAccount(BuyerStep.CreateWorkspace it, Person person) {
        if (person.consoleProof == null) {
            codes.ask(person, codes.mailbox(it.buyer(), it.consoleOf()), "CONSOLE", null);
            person.consoleProof = codes.proven(person);
        }
        if (!Boolean.TRUE.equals(it.newConsole())) {
            return Map.of("kind", "EXISTING", "verificationId", person.consoleProof);
        }
        return Map.of(
                "kind",
                "NEW",
                "userName",
                person.newcomer.userName(),
                "password",
                person.newcomer.password(),
                "verificationId",
                person.consoleProof);
    }

    private void changeWorkspace(BuyerStep.ChangeWorkspace it) {
        var other = Map.of("site", "cn2", "templateLanguage", "zh");
        var address = "/api/activation/workspaces/" + cast.workspace(it.workspace());
        var browser = cast.person(it.buyer()).buyer.browser();
        answered(browser.put(address, other), 200, it.refused());
        answered(browser.post(address, other), 200, it.refused());
    }

    /** What the last one is answered; of those at once at least one was successful, and none was answered otherwise than the last. */
    private static Answer repeated(@Nullable Integer copies, Supplier<Answer> request) {
        if (copies == null) {
            return request.get();
        }
        var atOnce = atOnce(Stream.generate(() -> request).limit(copies)).toList();
        var last = request.get();
        var answers = new HashSet<String>();
        atOnce.stream()
                .filter(answer -> !answer.problem().equals(IN_FLIGHT))
                .forEach(answer -> answers.add(answer.text()));
        if (!answers.equals(Set.of(last.text()))) {
            throw new JourneyFailed("one request was answered in several ways: " + answers + " and " + last.text());
        }
        return last;
    }

    private static Stream<Answer> atOnce(Stream<Supplier<Answer>> requests) {
        return requests.map(request -> CompletableFuture.supplyAsync(request, AT_ONCE)).toList().stream()
                .map(CompletableFuture::join);
    }

    private void race(BuyerStep.Race it) {
        var racing = it.buyers().stream().map(cast::person).toList();
        var answers =
                atOnce(racing.stream().map(person -> () -> press(it, person))).toList();
        var won = answers.stream().filter(answer -> answer.status() == 201).count();
        if (won != 1) {
            throw new JourneyFailed(won + " of them got it");
        }
        for (var i = 0; i < answers.size(); i++) {
            if (answers.get(i).status() == 201) {
                cast.alsoCalled(it.winner(), racing.get(i));
            } else {
                answered(answers.get(i), 201, it.refused());
                cast.alsoCalled(it.loser(), racing.get(i));
            }
        }
    }

    private Answer press(BuyerStep.Race it, Person person) {
        if (it.workspace() != null) {
            return person.buyer.bind(cast.workspace(it.workspace()));
        }
        var typed = new BuyerStep.Register("", it.mailboxOf(), null, null, null, null, null, null);
        return registering(person, typed, UUID.randomUUID().toString());
    }
}
