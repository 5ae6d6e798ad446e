package io.mooring.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a real browser shows: which cookies go with a form of another site, and what is said while an answer is missing. */
class HardTimesInABrowserIT {

    private static Chromium chromium;

    private final List<BrowserContext> contexts = new ArrayList<>();

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
        contexts.forEach(BrowserContext::close);
    }

    private WizardUser user(String language) {
        var words = Words.of(language);
        var context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale(words.locale()));
        context.setDefaultTimeout(15_000);
        contexts.add(context);
        return new WizardUser(context, words);
    }

    @Test
    void a_token_that_was_used_brings_its_own_browser_back_and_no_other_one_in() {
        var customer =
                Product.aws().subscribe("BEFORE").path("customerIdentifier").asString();
        var token = Product.aws().token(customer);
        var first = user("en");
        first.post(token);
        first.page().waitForURL(Pattern.compile(".*/activation$"));
        first.seen("activation.title");
        var other = user("en");

        other.post(token);
        first.post(token);

        assertThat(other.page().locator("h1")).hasText("This link was used already");
        other.look("token-used");
        first.page().waitForURL(Pattern.compile(".*/activation$"));
        first.seen("activation.title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-hans"})
    void what_got_no_answer_is_verified_until_there_is_one(String language) {
        var user = user(language);
        var asked = new AtomicInteger();
        user.page().route("**/api/activation/registration", route -> {
            if (asked.incrementAndGet() < 4) {
                route.abort();
            } else {
                route.resume();
            }
        });
        user.land(Product.aws().subscribe("BEFORE").path("customerIdentifier").asString());
        user.register(Newcomer.random());

        assertThat(user.page().getByText(Words.of(language).get("form.verifying")))
                .isVisible();
        user.look("verifying");
        user.seen("done.title");
        org.assertj.core.api.Assertions.assertThat(asked.get()).isEqualTo(4);
    }

    @Test
    void what_was_done_while_its_answer_was_lost_is_found_to_be_done() {
        var user = user("en");
        var lost = new AtomicInteger();
        user.page().route("**/api/activation/registration", route -> {
            if (lost.getAndIncrement() == 0) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        user.land(Product.aws().subscribe("BEFORE").path("customerIdentifier").asString());
        user.register(Newcomer.random());

        user.seen("done.title");
        org.assertj.core.api.Assertions.assertThat(lost.get()).isPositive();
    }
}
