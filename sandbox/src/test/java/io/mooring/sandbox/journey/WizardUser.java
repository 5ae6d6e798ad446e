package io.mooring.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A person at the storefront and in the wizard, who looks at every page they come to. */
final class WizardUser {

    /** Where screenshots go: {@code -Dmooring.screenshots=../docs/screenshots} makes those of the README. */
    private static final Path SCREENSHOTS = Path.of(System.getProperty("mooring.screenshots", "target/screenshots"));

    private final BrowserContext context;
    private final Words words;
    private final Marketplace aws;
    private final List<String> complaints = new ArrayList<>();
    private Page page;

    WizardUser(BrowserContext context, Words words) {
        this.context = context;
        this.words = words;
        this.aws = Product.aws();
        this.page = opened();
    }

    private Page opened() {
        var opened = context.newPage();
        opened.onConsoleMessage(message -> {
            // A refused request is logged by the browser as an error; what the page itself does wrong is not
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        opened.onPageError(complaints::add);
        return opened;
    }

    Page page() {
        return page;
    }

    /** Closes the page and opens another one in the same browser. */
    void comeBackTo(String path) {
        page.close();
        page = opened();
        page.navigate(Product.running().engine() + path);
    }

    /** Subscribes at the storefront and presses <i>Set Up Your Account</i>. */
    void subscribe() {
        page.navigate(Product.running().storefront().toString());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue Subscription"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Set Up Your Account"))
                .click();
        page.waitForURL(Pattern.compile(".*/activation$"));
        seen("activation.title");
    }

    /** Lands with a token, without the storefront's pages. */
    void land(String customer) {
        post(aws.token(customer));
        page.waitForURL(Pattern.compile(".*/activation$"));
        seen("activation.title");
    }

    /** Comes from AWS's site, which has another name than the engine's, whatever the token is good for. */
    void post(String token) {
        page.navigate(Product.running().storefront().toString());
        page.evaluate("""
                ([action, token]) => {
                  const form = Object.assign(document.createElement("form"), { method: "post", action });
                  const field = Object.assign(document.createElement("input"), { name: "x-amzn-marketplace-token", value: token });
                  form.append(field);
                  document.body.append(form);
                  form.submit();
                }""", List.of(Product.running().engine() + "/landing/" + Buyer.LISTING, token));
    }

    /** Waits for the heading with that text and looks at the page. */
    void seen(String titleKey) {
        assertThat(page.locator("h1")).hasText(Pattern.compile(pattern(titleKey)));
        look(titleKey.replaceAll("\\.title$", "").replace('.', '-'));
    }

    private String pattern(String key) {
        var text = words.get(key);
        return Pattern.compile("\\{\\w+}")
                        .splitAsStream(text)
                        .map(Words::escaped)
                        .reduce((before, after) -> before + ".*" + after)
                        .orElseThrow()
                + (text.endsWith("}") ? ".*" : "");
    }

    /** No violation of accessibility, nothing wider than the screen; a picture for those who want to see it. */
    void look(String name) {
        assertThat(complaints).as("console of " + page.url()).isEmpty();
        var violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + " on "
                                + rule.getNodes().getFirst().getTarget()))
                .as("axe on " + page.url())
                .isEmpty();
        assertThat((Boolean) page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"))
                .as(name + " fits the screen")
                .isTrue();
        var variant = words.language() + (page.viewportSize().width < 600 ? "-phone" : "");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(variant.equals("en") ? name + ".png" : name + "-" + variant + ".png")));
        complaints.clear(); // pictures are taken with a style of the driver's own, which the page rightly refuses
    }

    /** Of the activation whose page it is. */
    String activationId() {
        return (String)
                page.evaluate("fetch('/api/activation').then(answer => answer.json()).then(view => view.activationId)");
    }

    void press(String key, String... replacements) {
        button(key, replacements).click();
    }

    Locator button(String key, String... replacements) {
        var name = Pattern.compile("^" + Words.escaped(words.get(key, replacements)));
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .or(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)))
                .first();
    }

    void fill(String id, String text) {
        page.locator("#" + id).fill(text);
    }

    void choose(String name, String value) {
        page.locator("input[name=" + name + "][value=" + value + "]").check();
    }

    void agree(String id) {
        page.locator("input#" + id).check();
    }

    /** Asks for the code to an address, takes it from the mailbox and gives it back. */
    void proveEmail(String mailbox) {
        var seen = aws.mails(mailbox);
        fill("email", mailbox);
        press("email.send-code");
        assertThat(page.locator("#code")).isVisible();
        fill("code", aws.nextCode(mailbox, seen));
        press("code.confirm");
        assertThat(page.locator("p#email")).containsText(words.get("email.confirmed"));
    }

    void register(Newcomer newcomer) {
        press("ways.register.go");
        seen("register.basic.title");
        basic(newcomer);
        press("form.continue");
        seen("register.company.title");
        company(newcomer);
        press("form.continue");
        seen("register.workspace.title");
        workspace(newcomer.workspace());
        press("form.continue");
        seen("register.terms.title");
        agree("terms");
        press("form.continue");
        seen("register.check.title");
        press("check.activate");
    }

    void basic(Newcomer newcomer) {
        choose("site", "us1");
        fill("userName", newcomer.userName());
        fill("password", newcomer.password());
        proveEmail(newcomer.mailbox());
    }

    void company(Newcomer newcomer) {
        fill("companyName", newcomer.company());
        page.locator("#country").selectOption("CN");
        fill("contactName", "Ann Chandler");
    }

    void workspace(String name) {
        fill("workspaceName", name);
        choose("templateLanguage", "en");
        if (page.locator("input#final").count() > 0) {
            agree("final");
        }
    }

    /** Binds the billing account by the code to its mailbox on file. */
    void bindBillingAccount(Newcomer owner) {
        var seen = aws.mails(owner.mailbox());
        press("ways.bind.go");
        seen("bind.title");
        fill("bindUserName", owner.userName());
        press("bind.send-code");
        seen("bind.code-title");
        fill("code", aws.nextCode(owner.mailbox(), seen));
        press("bind.go");
        seen("workspaces.title");
    }

    /** Confirms the login page of the site and signs in there. */
    void confirmAndSignIn(String userName, String password, String workspace) {
        press("dialog.confirm");
        page.waitForURL(Pattern.compile(".*/console$"));
        look("console");
        fill("userName", userName);
        fill("password", password);
        press("sign-in.go");
        assertThat(page.getByText(workspace)).isVisible();
        look("console-workspaces");
    }
}
