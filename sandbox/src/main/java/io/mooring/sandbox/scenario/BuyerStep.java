package io.mooring.sandbox.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody does in a browser. Where a step has {@code refused}, that problem is to come instead of success. */
sealed interface BuyerStep extends Step {

    /**
     * A buyer comes over from AWS; a name that is new stands for a new person with a new browser.
     *
     * @param token {@code fresh}, the default; {@code same} as the last one of this purchase, whoever brought it; {@code expired}; {@code garbage}
     * @param at the landing page of another listing than the one that was bought
     * @param shows the heading of the page that is to come instead of the wizard
     */
    record Land(
            String buyer,
            String purchase,
            @Nullable String token,
            @Nullable String at,
            @Nullable String shows) implements BuyerStep {}

    /** The buyer opens the wizard's page. */
    record Look(String buyer, @Nullable String refused) implements BuyerStep {}

    /** The buyer types something and leaves it; {@code still} is what is to be found there. */
    record Draft(
            String buyer, @Nullable String typed, @Nullable String still) implements BuyerStep {}

    /**
     * The buyer asks for a code; whatever the engine knows, its answer has the same form.
     *
     * @param purpose {@code REGISTER}, the default, {@code CONSOLE} or {@code BIND}
     * @param mailboxOf whose mailbox is typed; one's own unless said otherwise
     * @param accountOf for {@code BIND}: whose user name is typed
     * @param userName for {@code BIND}: a user name that is typed
     */
    record AskCode(
            String buyer,
            @Nullable String purpose,
            @Nullable String mailboxOf,
            @Nullable String accountOf,
            @Nullable String userName,
            @Nullable String refused)
            implements BuyerStep {}

    /** The buyer asks for another code, as soon as the engine sends one; at once where that is to be refused. */
    record AnotherCode(String buyer, @Nullable String refused) implements BuyerStep {}

    /**
     * The buyer types a code.
     *
     * @param code {@code right}, the default: of the newest mail; {@code older}: of the mail before that; {@code wrong}
     * @param askedBy whose question it answers; one's own unless said otherwise
     * @param times so many times (1), each with the same answer
     * @param left tries that are left after the last one
     */
    record AnswerCode(
            String buyer,
            @Nullable String code,
            @Nullable String askedBy,
            @Nullable Integer times,
            @Nullable Integer left,
            @Nullable String refused)
            implements BuyerStep {}

    /** A scanner opens whatever the newest mail to the buyer links to, and the address that codes are given back to. */
    record OpenLinks(String buyer) implements BuyerStep {}

    /** The buyer proves a mailbox for registering. */
    record Prove(
            String buyer,
            @Nullable String mailboxOf,
            @Nullable String refused) implements BuyerStep {}

    /**
     * The buyer registers, after proving the own mailbox where none is proven yet.
     *
     * @param mailboxOf whose mailbox is typed
     * @param userNameOf whose user name is typed
     * @param copies the same request so many times at once, and then once more: each is refused or has one and the same answer
     * @param terms a version of the terms other than the current one
     */
    record Register(
            String buyer,
            @Nullable String mailboxOf,
            @Nullable String userNameOf,
            @Nullable Integer copies,
            @Nullable String site,
            @Nullable String language,
            @Nullable String terms,
            @Nullable String refused)
            implements BuyerStep {}

    /** The buyer binds the billing account that somebody registered, by the code in that account's mailbox; without a code where {@code unproven}. */
    record BindAccount(
            String buyer,
            String accountOf,
            @Nullable Boolean unproven,
            @Nullable String refused) implements BuyerStep {}

    /**
     * The buyer creates a workspace.
     *
     * @param as its name in the scenario
     * @param consoleOf whose console account shall have it; that person's mailbox is proven for it. With the buyer's own name and no account yet, see {@code newConsole}
     * @param newConsole the buyer makes a console account for it
     * @param key a name of an idempotency key; another one each time unless said otherwise
     * @param copies as in {@link Register}
     */
    record CreateWorkspace(
            String buyer,
            String as,
            @Nullable String consoleOf,
            @Nullable Boolean newConsole,
            @Nullable String site,
            @Nullable String language,
            @Nullable String terms,
            @Nullable String key,
            @Nullable Integer copies,
            @Nullable String refused)
            implements BuyerStep {}

    /** The buyer binds a workspace: one that was created, or that of a registration by the name of whom registered. */
    record BindWorkspace(
            String buyer, String workspace, @Nullable String refused) implements BuyerStep {}

    /** The buyer tries to give a workspace another site and template language. */
    record ChangeWorkspace(String buyer, String workspace, String refused) implements BuyerStep {}

    /**
     * Several buyers press at the same moment, one of them gets it, and the others are refused.
     *
     * @param mailboxOf they register, all with that person's mailbox, which each has proven
     * @param workspace they bind it
     * @param winner another name for who gets it, and {@code loser} for one who does not
     */
    record Race(
            List<String> buyers,
            @Nullable String mailboxOf,
            @Nullable String workspace,
            String refused,
            @Nullable String winner,
            @Nullable String loser)
            implements BuyerStep {}

    /** The registered buyer signs in to {@code console} or {@code billing-center}. */
    record SignIn(String buyer, String realm) implements BuyerStep {}
}
