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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who and what has a name in one performance of a scenario. */
final class Cast {

    /** A code that was asked for. */
    static final class Asked {
        final String verificationId;

        /** Where its mails go; nowhere, as far as the play knows, for a user name that it made up. */
        final @Nullable String mailbox;

        /** How many mails were there before the newest code. */
        int seen;

        /** The code before the newest, once there is another. */
        @Nullable
        String older;

        Asked(String verificationId, @Nullable String mailbox, int seen) {
            this.verificationId = verificationId;
            this.mailbox = mailbox;
            this.seen = seen;
        }
    }

    /** Somebody in it. */
    static final class Person {
        final Buyer buyer;

        /** As whom they have registered, or will. */
        volatile Newcomer newcomer = Newcomer.random();

        @Nullable
        Asked asked;

        /** What proves a mailbox for registering. */
        @Nullable
        String proof;

        /** What proves one for a console account. */
        @Nullable
        String consoleProof;

        Person(Buyer buyer) {
            this.buyer = buyer;
        }

        Asked asked() {
            return Objects.requireNonNullElseGet(asked, () -> {
                throw new JourneyFailed("no code was asked for");
            });
        }
    }

    private final HttpClient http = Browser.client();
    private final URI engine;
    private final Marketplace aws;
    private final Map<String, JsonNode> purchases = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, String> activations = new HashMap<>();
    private final Map<String, String> workspaces = new HashMap<>();

    Cast(URI engine, URI storefront) {
        this.engine = engine;
        this.aws = new Marketplace(http, storefront);
    }

    Marketplace aws() {
        return aws;
    }

    /** Somebody whom the scenario need not know by a name. */
    Buyer stranger() {
        return new Buyer(http, engine, aws);
    }

    Person comes(String name) {
        return people.computeIfAbsent(name, any -> new Person(stranger()));
    }

    Person person(String name) {
        return known(people, name, "nobody called %s has landed");
    }

    void alsoCalled(@Nullable String name, Person person) {
        if (name != null) {
            people.put(name, person);
        }
    }

    void made(String name, JsonNode purchase) {
        purchases.put(name, purchase);
    }

    JsonNode purchase(String name) {
        return known(purchases, name, "nobody has made the purchase %s");
    }

    /** The sandbox's own name of a purchase. */
    String key(String purchase) {
        return purchase(purchase).path("customerIdentifier").asString();
    }

    /** What SNS calls its buyer. */
    String customer(String purchase) {
        return purchase(purchase).at("/moving/customer").asString(key(purchase));
    }

    String brought(String purchase, String token) {
        tokens.put(purchase, token);
        return token;
    }

    String lastToken(String purchase) {
        return known(tokens, purchase, "nobody has come with a token of the purchase %s");
    }

    Map<String, String> activations() {
        return activations;
    }

    /** Notes which workspace has that name; it is always the same. */
    void created(String name, String workspaceId) {
        var before = workspaces.putIfAbsent(name, workspaceId);
        if (before != null && !before.equals(workspaceId)) {
            throw new JourneyFailed("there is a second workspace " + name);
        }
    }

    String workspace(String name) {
        return known(workspaces, name, "nobody has created the workspace %s");
    }

    private static <T> T known(Map<String, T> among, String name, String otherwise) {
        var found = among.get(name);
        if (found == null) {
            throw new JourneyFailed(otherwise.formatted(name));
        }
        return found;
    }

    /** That answer, if it is the problem that was announced, or the given success where none was. */
    static Answer answered(Answer answer, int success, @Nullable String refused) {
        if (refused == null) {
            return answer.expecting(success);
        }
        if (!answer.problem().equals(refused)) {
            throw new JourneyFailed("answered " + answer.status() + " " + answer.problem());
        }
        return answer;
    }

    static int times(@Nullable Integer given) {
        return given == null ? 1 : given;
    }
}
