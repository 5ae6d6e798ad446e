package io.mooring.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A whole registration without a mouse: only Tab, the arrow keys, Space, Enter and typing. */
class KeyboardIT {

    private static final int FAR = 60;

    @Test
    void a_newcomer_registers_by_keyboard_alone() {
        try (var chromium = new Chromium();
                var context = chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setReducedMotion(ReducedMotion.REDUCE)
                                .setLocale("en-GB")
                                .setViewportSize(1100, 900))) {
            var aws = Product.aws();
            var newcomer = Newcomer.random();
            var user = new WizardUser(context, Words.of("en"));
            user.land(aws.subscribe("BEFORE").path("customerIdentifier").asString());
            var page = user.page();

            go(page, "a[href='/activation/register']");
            heading(page, "Basic information");
            tabTo(page, "input[name=site]");
            page.keyboard().press("ArrowDown");
            type(page, "#userName", newcomer.userName());
            type(page, "#password", newcomer.password());
            type(page, "#email", newcomer.mailbox());
            page.keyboard().press("Enter");
            assertThat(page.locator("#code")).isFocused();
            page.keyboard().type(aws.nextCode(newcomer.mailbox(), 0));
            page.keyboard().press("Enter");
            assertThat(page.locator("p#email")).isFocused();
            go(page, "form .actions button");
            heading(page, "Company information");
            type(page, "#companyName", newcomer.company());
            tabTo(page, "#country");
            page.keyboard().type("China");
            type(page, "#contactName", "Ann Chandler");
            page.keyboard().press("Enter");
            heading(page, "Workspace and activation method");
            type(page, "#workspaceName", newcomer.workspace());
            tabTo(page, "input[name=templateLanguage]");
            page.keyboard().press("Space");
            tabTo(page, "input#final");
            page.keyboard().press("Space");
            go(page, "form .actions button");
            heading(page, "Terms");
            tabTo(page, "input#terms");
            page.keyboard().press("Space");
            go(page, "form .actions button");
            heading(page, "Check your answers");
            go(page, "form .actions button");
            heading(page, "Activation successful");
        }
    }

    private static void heading(Page page, String text) {
        assertThat(page.locator("h1")).hasText(Pattern.compile(Words.escaped(text)));
        assertThat(page.locator("h1")).isFocused();
    }

    private static void type(Page page, String field, String text) {
        tabTo(page, field);
        page.keyboard().type(text);
    }

    private static void go(Page page, String target) {
        tabTo(page, target);
        page.keyboard().press("Enter");
    }

    private static void tabTo(Page page, String target) {
        for (var i = 0; i < FAR; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.evaluate("target => document.activeElement.matches(target)", target)) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach " + target + " on " + page.url());
    }
}
