package io.mooring.sandbox.scenario;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be told in a scenario. Buyers, purchases and activations have names that the scenario gives them. */
sealed interface Step {

    /** The steps by their names in a file. */
    Map<String, Class<? extends Step>> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("subscribe", Subscribe.class),
            Map.entry("land", Land.class),
            Map.entry("say", Say.class),
            Map.entry("prove", Prove.class),
            Map.entry("register", Register.class),
            Map.entry("draft", Draft.class),
            Map.entry("expect", Expect.class),
            Map.entry("message", Message.class),
            Map.entry("dead-letters", DeadLetters.class),
            Map.entry("fault", Fault.class),
            Map.entry("settle", Settle.class),
            Map.entry("sign-in", SignIn.class)));

    /**
     * Somebody subscribes on AWS.
     *
     * @param as the purchase's name
     * @param listing the engine's name of what is bought; {@code observability} unless said otherwise
     * @param notification {@code BEFORE} or {@code AFTER} the landing, or {@code MANUAL}, the default: only as the scenario says
     * @param accountOf a purchase by whose account this one is made, too
     */
    record Subscribe(
            String as,
            @Nullable String listing,
            @Nullable String notification,
            @Nullable String accountOf) implements Step {}

    /** A buyer comes over with a token of the purchase; a name that is new stands for a new person with a new browser. */
    record Land(String buyer, String purchase) implements Step {}

    /** AWS says {@code action} of the purchase, {@code copies} times (1). */
    record Say(String purchase, String action, @Nullable Integer copies) implements Step {}

    /** The buyer proves a mailbox; {@code refused} names the problem that is to come instead of the mail. */
    record Prove(String buyer, @Nullable String refused) implements Step {}

    /** The buyer registers, after proving the mailbox where that is not done yet; {@code refused} names the problem that is to come instead. */
    record Register(String buyer, @Nullable String refused) implements Step {}

    /** The buyer types something and leaves it; {@code still} is what is to be found there. */
    record Draft(
            String buyer, @Nullable String typed, @Nullable String still) implements Step {}

    /**
     * The buyer's page shows this within twenty seconds.
     *
     * @param status of the activation
     * @param subscription how AWS stands to it
     * @param satisfied requirements that hold
     * @param workspaces how many are bound
     * @param activation a name: it is the activation that had it before, or has it from now on
     * @param otherThan names of activations that it is not
     */
    record Expect(
            String buyer,
            @Nullable String status,
            @Nullable String subscription,
            @Nullable List<String> satisfied,
            @Nullable Integer workspaces,
            @Nullable String activation,
            @Nullable List<String> otherThan)
            implements Step {}

    /** Anything is put on the queue. */
    record Message(String body, @Nullable Integer copies) implements Step {}

    /** So many messages have come into the dead-letter queue since the scenario began. */
    record DeadLetters(int count) implements Step {}

    /** Everything that AWS has said until now is taken, and its consequences are shown; whatever is expected after this has not only not happened yet. */
    record Settle() implements Step {}

    /** The next calls of an operation of AWS fail so. */
    record Fault(String operation, String error, @Nullable Integer times) implements Step {}

    /** The registered buyer signs in to {@code console} or {@code billing-center}. */
    record SignIn(String buyer, String realm) implements Step {}
}
