package io.mooring.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's four ways in a real browser, in both languages, on a phone and by keyboard; every page is checked for accessibility. */
class WizardIT {

    private static Chromium chromium;

    private @Nullable BrowserContext context;

    @BeforeAll
    static void launch() {
        chromium = new Chromium();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @AfterEach
    void leave() {
        if (context != null) {
            context.close();
        }
    }

    private WizardUser user(String language) {
        return user(language, 1100, 1000);
    }

    private WizardUser user(String language, int width, int height) {
        var words = Words.of(language);
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale(words.locale())
                        .setViewportSize(width, height));
        context.setDefaultTimeout(15_000);
        return new WizardUser(context, words);
    }

    private static String customer(String notification) {
        return Product.aws().subscribe(notification).path("customerIdentifier").asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-hans"})
    void a_newcomer_registers(String language) {
        var user = user(language);
        var newcomer = Newcomer.random();
        user.subscribe();
        user.register(newcomer);
        user.seen("done.title");
        user.confirmAndSignIn(newcomer.userName(), newcomer.password(), newcomer.workspace());
        user.page().navigate(Product.running().engine() + "/billing-center");
        user.look("billing-center");
        user.fill("userName", newcomer.userName());
        user.fill("password", newcomer.password());
        user.press("sign-in.go");
        assertThat(user.page().getByText("AWS Marketplace").first()).isVisible();
        user.look("billing-center-workspaces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-hans"})
    void an_existing_account_binds_its_workspace(String language) {
        var existing = Established.withAFreeWorkspace();
        var user = user(language);
        user.land(customer("BEFORE"));
        user.bindBillingAccount(existing.newcomer());
        user.press("workspaces.bind");
        assertThat(user.page().getByRole(AriaRole.DIALOG)).isVisible();
        user.look("workspaces-dialog");
        user.page()
                .getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON)
                .first()
                .click();
        assertThat(user.page().getByRole(AriaRole.DIALOG)).hasCount(0);
        user.press("form.continue");
        user.seen("done.title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-hans"})
    void an_existing_account_creates_a_workspace_for_an_existing_console_account(String language) {
        var existing = Established.withAFreeWorkspace();
        var user = user(language);
        user.land(customer("BEFORE"));
        user.bindBillingAccount(existing.newcomer());
        user.press("create.go");
        user.seen("create.title");
        user.choose("createVariant", "EXISTING");
        user.choose("site", "cn2");
        user.workspace("North quay");
        user.proveEmail(existing.newcomer().mailbox());
        user.agree("terms");
        user.look("create-existing");
        user.press("create.create");
        user.seen("workspaces.title");
        user.press("form.continue");
        user.seen("done.title");
        user.confirmAndSignIn(
                existing.newcomer().userName(), existing.newcomer().password(), "North quay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-hans"})
    void an_existing_account_creates_a_workspace_with_a_new_console_account(String language) {
        var existing = Established.withAFreeWorkspace();
        var colleague = Newcomer.random();
        var user = user(language);
        user.land(customer("BEFORE"));
        user.bindBillingAccount(existing.newcomer());
        user.press("create.go");
        user.choose("createVariant", "NEW");
        user.choose("site", "us1");
        user.workspace("South quay");
        user.fill("consoleUserName", colleague.userName());
        user.fill("password", colleague.password());
        user.fill("repeated", colleague.password());
        user.proveEmail(colleague.mailbox());
        user.agree("terms");
        user.look("create-new");
        user.press("create.register-and-create");
        user.seen("workspaces.title");
        user.press("form.continue");
        user.seen("done.title");
        user.confirmAndSignIn(colleague.userName(), colleague.password(), "South quay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-hans"})
    void what_two_operators_decide_shows_by_itself_while_a_code_is_waited_for(String language) {
        var existing = Established.withAFreeWorkspace();
        var user = user(language);
        user.land(customer("BEFORE"));
        user.press("ways.bind.go");
        user.fill("bindUserName", existing.newcomer().userName());
        user.press("bind.send-code");
        user.seen("bind.code-title");

        existing.decidedFor(user.activationId());

        user.seen("bind.already.title");
        user.press("continue.go");
        user.seen("workspaces.title");
        assertThat(user.button("workspaces.bind")).isVisible();
    }

    @Test
    void on_a_phone_a_newcomer_registers() {
        var user = user("en", 360, 740);
        var newcomer = Newcomer.random();
        user.subscribe();
        user.register(newcomer);
        user.seen("done.title");
    }

    @Test
    void waiting_turns_into_confirmed_and_typed_data_survive_closing_the_page() {
        var user = user("en");
        var newcomer = Newcomer.random();
        var customer = customer("MANUAL");
        user.land(customer);
        assertThat(user.page().getByText("Waiting for AWS").first()).isVisible();
        user.press("ways.register.go");
        user.basic(newcomer);
        user.press("form.continue");
        user.company(newcomer);
        user.press("form.continue");
        user.seen("register.workspace.title");
        user.comeBackTo("/activation/register/company");
        assertThat(user.page().locator("#companyName")).hasValue(newcomer.company());

        user.comeBackTo("/activation");
        assertThat(user.page().getByText("Waiting for AWS").first()).isVisible();
        Product.aws().say(customer, "subscribe-success", 1);
        assertThat(user.page()
                        .getByText("Confirmed", new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-hans"})
    void why_it_is_not_active_and_what_was_bought_are_told_and_change_by_themselves(String language) {
        var words = Words.of(language);
        var user = user(language);
        var customer = customer("MANUAL");
        user.land(customer);
        assertThat(user.page().getByText(words.get("why.NOT_CONFIRMED"))).isVisible();
        assertThat(user.page().getByText(words.get("why.NO_WORKSPACE"))).isVisible();
        assertThat(user.page().getByText(words.get("bought.closed.NOT_CONFIRMED")))
                .isVisible();
        user.look("why");
        Product.aws().say(customer, "subscribe-success", 1);
        assertThat(user.page().getByText(words.get("why.NOT_CONFIRMED"))).hasCount(0);
        assertThat(user.page().getByText(words.get("why.NO_WORKSPACE"))).isVisible();
        assertThat(user.page().getByText(words.get("bought.paid"))).isVisible();
        var readAt = words.get("bought.read-at");
        assertThat(user.page().getByText(readAt.substring(0, readAt.indexOf('{'))))
                .isVisible();
        user.look("bought");
    }

    @Test
    void unsubscribing_in_mid_wizard_closes_the_form_with_an_explanation() {
        var user = user("en");
        var customer = customer("BEFORE");
        user.land(customer);
        user.press("ways.register.go");
        user.seen("register.basic.title");
        Product.aws().say(customer, "unsubscribe-pending", 1);
        assertThat(user.page().getByText("The subscription is about to end")).isVisible();
        user.look("closing-ending");
        Product.aws().say(customer, "unsubscribe-success", 1);
        assertThat(user.page().getByText("The subscription has ended")).isVisible();
        user.look("closing-ended");
    }

    @Test
    void a_failed_payment_is_explained_and_a_mended_one_goes_on() {
        var user = user("en");
        var customer = customer("MANUAL");
        user.land(customer);
        Product.aws().say(customer, "subscribe-fail", 1);
        assertThat(user.page().getByText("AWS could not take the payment")).isVisible();
        user.look("closing-failed");
        Product.aws().say(customer, "subscribe-success", 1);
        assertThat(user.button("ways.register.go")).isVisible();
    }

    @Test
    void without_a_session_the_page_says_where_to_begin() {
        var user = user("en");
        user.page().navigate(Product.running().engine() + "/activation");
        user.seen("no-session.title");
        user.page().navigate(Product.running().engine() + "/");
        user.look("home");
    }

    @Test
    void bad_input_is_shown_at_its_field_and_nothing_typed_is_lost() {
        var user = user("en");
        user.land(customer("BEFORE"));
        user.press("ways.register.go");
        user.seen("register.basic.title");
        user.fill("userName", "typed and kept");
        user.fill("password", "short");
        user.press("form.continue");
        assertThat(user.page().getByText("There is a problem")).isVisible();
        assertThat(user.page().locator("#userName")).hasValue("typed and kept");
        assertThat(user.page().locator("#password")).hasAttribute("aria-invalid", "true");
        assertThat(user.page()).hasTitle(Pattern.compile("^Error: .*"));
        user.look("register-errors");
    }
}
