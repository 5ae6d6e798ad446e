package io.mooring.sandbox.storefront;

import io.mooring.sandbox.aws.Announcement;
import io.mooring.sandbox.aws.Ledger;
import io.mooring.sandbox.aws.Moving;
import io.mooring.sandbox.aws.Order;
import io.mooring.sandbox.aws.Purchase;
import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.sandbox.http.Html;
import io.mooring.sandbox.http.Refused;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import io.mooring.sandbox.storefront.Storefront.Backstage;
import io.mooring.subscription.api.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The product page, the page after subscribing, and the step that posts the buyer to the engine. */
final class MarketplacePages {

    private static final Duration AFTER_LANDING = Duration.ofSeconds(4);
    private static final int SHOWN = 20;

    private final Backstage backstage;
    private final Layout layout;

    MarketplacePages(Backstage backstage, Layout layout) {
        this.backstage = backstage;
        this.layout = layout;
    }

    void addTo(Routes routes) {
        routes.get("/", any -> product())
                .post("/subscriptions", request -> Storefront.fromHere(request, this::subscribe))
                .get("/subscriptions/{customer}", request -> subscribed(purchase(request)))
                .post("/subscriptions/{customer}/set-up", request -> Storefront.fromHere(request, this::setUp))
                .get("/ledger", any -> ledger());
    }

    private Response product() {
        var buyers = backstage.purchases().all().stream()
                .map(Purchase::awsAccountId)
                .distinct()
                .limit(SHOWN)
                .map(account -> Html.of("<option value=\"{}\">AWS account {} (known)</option>", account, account))
                .collect(Html.joined());
        var listings = SandboxListing.ALL.stream()
                .map(listing -> Html.of(
                        "<label><input type=\"radio\" name=\"listing\" value=\"{}\"{}> {}: {} ({})</label>",
                        listing.id(),
                        listing.equals(SandboxListing.OBSERVABILITY) ? Html.of(" checked") : Html.NOTHING,
                        listing.title(),
                        speech(listing.feed()),
                        listing.soldBy()))
                .collect(Html.joined());
        var title = SandboxListing.OBSERVABILITY.title();
        return layout.page(
                title, Html.of("""
                        <h1>{}</h1>
                        <p class="soft">Sold by Mooring Example Ltd. · SaaS · billed by {}</p>
                        <div class="card">
                        <p>Metrics, logs and traces of all your systems in one place. You pay for what you use; the fees of the
                        workspaces that you bind are settled by your AWS account.</p>
                        <form method="post" action="/subscriptions">
                        <p><button class="main">Continue Subscription</button></p>
                        <details>
                        <summary>What the simulated AWS will do</summary>
                        <fieldset><legend>What you buy</legend>
                        {}
                        </fieldset>
                        <fieldset><legend>AWS confirms the subscription</legend>
                        <label><input type="radio" name="announcement" value="BEFORE" checked> at once, before you land</label>
                        <label><input type="radio" name="announcement" value="AFTER"> some seconds after you have landed</label>
                        <label><input type="radio" name="announcement" value="MANUAL"> when you press a button on the next page</label>
                        </fieldset>
                        <label><input type="checkbox" name="duplicate" value="yes"> Every notification arrives twice</label>
                        <label><input type="checkbox" name="paymentFails" value="yes"> The payment fails</label>
                        <label><input type="checkbox" name="freeTrial" value="yes"> It begins with a free trial</label>
                        <label><input type="checkbox" name="throughPartner" value="yes"> A channel partner sells it (of what is told of by EventBridge)</label>
                        <fieldset><legend>Where the listing moves from SNS to EventBridge</legend>
                        <label>Both feeds tell: <select name="told"><option value="SNS_FIRST">SNS first</option>
                        <option value="EVENTBRIDGE_FIRST">EventBridge first</option><option value="SNS_ONLY">EventBridge loses all</option>
                        <option value="EVENTBRIDGE_ONLY">SNS loses all</option></select></label>
                        <label>AWS's services name: <select name="named"><option value="BOTH">the customer and the licence</option>
                        <option value="CUSTOMER">the customer</option><option value="LICENCE">the licence</option></select></label>
                        <label><input type="checkbox" name="lag" value="yes"> The second feed is some seconds late</label>
                        </fieldset>
                        <label>Who buys: <select name="awsAccountId"><option value="">a new AWS account</option>{}</select></label>
                        </details>
                        </form>
                        </div>
                        {}
                        """, title, SandboxListing.OBSERVABILITY.soldBy(), listings, buyers, purchases()));
    }

    private static String speech(Feed feed) {
        return switch (feed) {
            case SNS -> "AWS names the buyer and speaks by SNS";
            case EVENTBRIDGE -> "AWS names a licence and speaks by EventBridge";
            case MOVING -> "it moves: AWS names both and speaks by both, in a queue of its own";
        };
    }

    private Html purchases() {
        var rows = backstage.purchases().all().stream()
                .limit(SHOWN)
                .map(it -> Html.of(
                        "<tr><td><a href=\"/subscriptions/{}\">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                        it.customerIdentifier(),
                        it.awsAccountId(),
                        it.product().title(),
                        it.status(),
                        it.subscribedAt()))
                .toList();
        if (rows.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of("""
                <section class="card"><h2>Purchases so far</h2><div class="scroll"><table>
                <thead><tr><th scope="col">AWS account</th><th scope="col">Listing</th><th scope="col">Status</th>
                <th scope="col">Subscribed</th></tr></thead><tbody>
                {}
                </tbody></table></div></section>
                """, rows.stream().collect(Html.joined()));
    }

    private Response subscribe(Request request) {
        var form = request.form();
        var announcement = announcement(form.getOrDefault("announcement", "BEFORE"));
        var account = form.getOrDefault("awsAccountId", "");
        try {
            var purchase = backstage
                    .purchases()
                    .subscribe(new Order(
                            form.get("listing"),
                            account.isBlank() ? null : account,
                            announcement,
                            form.containsKey("duplicate") ? 2 : 1,
                            announcement == Announcement.AFTER ? AFTER_LANDING : Duration.ZERO,
                            form.containsKey("paymentFails"),
                            null,
                            form.containsKey("freeTrial"),
                            Duration.ZERO,
                            form.containsKey("throughPartner"),
                            manner(form)));
            return Response.seeOther("/subscriptions/" + purchase.customerIdentifier());
        } catch (IllegalArgumentException unknown) {
            throw new Refused(400, String.valueOf(unknown.getMessage()));
        }
    }

    /** None for a listing that does not move, whatever was chosen. */
    private static Moving.@Nullable Manner manner(Map<String, String> form) {
        return SandboxListing.of(form.get("listing")).feed() == Feed.MOVING
                ? Moving.Manner.of(
                        Moving.Named.valueOf(form.getOrDefault("named", "BOTH")),
                        Moving.Told.valueOf(form.getOrDefault("told", "SNS_FIRST")),
                        form.containsKey("lag") ? AFTER_LANDING.toMillis() : 0L)
                : null;
    }

    private Response subscribed(Purchase purchase) {
        var customer = purchase.customerIdentifier();
        var content = Html.of(
                """
                <h1>You have subscribed to {}</h1>
                <div class="card done">
                <p>One step is left: set up your account with the seller.</p>
                <form method="post" action="/subscriptions/{}/set-up"><button class="main">Set Up Your Account</button></form>
                <dl>
                <dt>AWS account</dt><dd>{}</dd>
                {}
                <dt>Subscription</dt><dd>{}</dd>
                <dt>Confirmation by AWS</dt><dd>{}</dd>
                {}
                </dl>
                </div>
                {}
                {}
                """,
                purchase.product().title(),
                customer,
                purchase.awsAccountId(),
                names(purchase),
                purchase.status(),
                purchase.announced() ? "sent" : "not sent yet (" + purchase.announcement() + ")",
                soldBy(purchase),
                Switches.panel(purchase),
                lines(backstage.ledger().lines().stream()
                        .filter(line -> line.customerIdentifier().equals(customer))
                        .limit(SHOWN)
                        .toList()));
        return layout.page("Subscribed", content);
    }

    private static Html soldBy(Purchase purchase) {
        var resale = purchase.terms().resale();
        return resale == null
                ? Html.NOTHING
                : Html.of(
                        "<dt>Sold by</dt><dd>channel partner {} ({})</dd>",
                        resale.partnerAccount(),
                        resale.authorizationId());
    }

    private static Html names(Purchase purchase) {
        var customer = purchase.licenseArn() == null || purchase.moving() != null
                ? Html.of("<dt>Customer identifier</dt><dd>{}</dd>", purchase.customer())
                : Html.NOTHING;
        return purchase.licenseArn() == null
                ? customer
                : Html.of("{}<dt>Licence</dt><dd>{}</dd>", customer, purchase.licenseArn());
    }

    private Response setUp(Request request) {
        var purchase = purchase(request);
        var customer = purchase.customerIdentifier();
        var token = "expired".equals(request.form().get("token"))
                ? backstage.tokens().issueExpired(customer)
                : backstage.tokens().issue(customer);
        return layout.page(
                "Set up your account",
                Html.of("<script src=\"/assets/go.js\" defer></script>"),
                Html.of("""
                        <h1>You are being sent to the seller</h1>
                        <form id="go" method="post" action="{}">
                        <input type="hidden" name="x-amzn-marketplace-token" value="{}">
                        <button class="main">Go on</button>
                        </form>
                        """, backstage.landing(purchase), token.token()));
    }

    private Response ledger() {
        var refresh = Html.of("<meta http-equiv=\"refresh\" content=\"5\">");
        var depth = backstage.queue().depth();
        return layout.page(
                "Ledger",
                refresh,
                Html.of(
                        "<h1>What AWS was asked and what it said</h1><p>Queue: {} waiting, {} in the dead-letter queue.</p>{}",
                        depth.waiting(),
                        depth.deadLetters(),
                        lines(backstage.ledger().lines().stream().limit(200).toList())));
    }

    private static Html lines(List<Ledger.Line> lines) {
        return Html.of(
                """
                <section class="card"><h2>Ledger</h2><div class="scroll"><table>
                <thead><tr><th scope="col">Time</th><th scope="col">Operation</th><th scope="col">Customer</th>
                <th scope="col">Outcome</th></tr></thead><tbody>
                {}
                </tbody></table></div></section>
                """,
                lines.stream()
                        .map(line -> Html.of(
                                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                                line.at(),
                                line.operation(),
                                line.customerIdentifier(),
                                line.outcome()))
                        .collect(Html.joined()));
    }

    private Purchase purchase(Request request) {
        return backstage
                .purchases()
                .find(request.path("customer"))
                .orElseThrow(() -> new Refused(404, "AWS knows no such customer"));
    }

    private static Announcement announcement(String name) {
        return List.of(Announcement.values()).stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(400, "AWS announces BEFORE, AFTER or MANUAL"));
    }
}
