package io.mooring.sandbox.storefront;

import io.mooring.sandbox.aws.Announcement;
import io.mooring.sandbox.aws.Faults;
import io.mooring.sandbox.aws.Moving;
import io.mooring.sandbox.aws.Order;
import io.mooring.sandbox.aws.Purchase;
import io.mooring.sandbox.http.Html;
import io.mooring.sandbox.http.Refused;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import io.mooring.sandbox.storefront.Storefront.Backstage;
import io.mooring.subscription.api.Feed;
import java.time.Duration;
import java.util.Objects;

/** The buttons with which a person makes the simulated AWS do what the real one does when it likes. */
final class Switches {

    /** Long enough to be felt, short enough to be waited for by the engine. */
    private static final long SLOW_MILLIS = 2_000;

    private static final Duration UNTIL_SUCCESS = Duration.ofSeconds(10);

    private final Backstage backstage;

    Switches(Backstage backstage) {
        this.backstage = backstage;
    }

    void addTo(Routes routes) {
        routes.post("/subscriptions/{customer}/switches/{switch}", it -> Storefront.fromHere(it, this::press));
    }

    static Html panel(Purchase purchase) {
        var customer = purchase.customerIdentifier();
        return Html.of(
                """
                <section class="card"><h2>What AWS may do now</h2><div class="row">
                {}{}{}{}{}{}{}{}{}{}
                <form method="post" action="/subscriptions/{}/set-up"><input type="hidden" name="token" value="expired">
                <button>Set up with an expired token</button></form>
                </div></section>
                <section class="card"><h2>What AWS and time may do to everybody</h2><div class="row">
                {}{}
                </div></section>
                """,
                button(customer, "announce", purchase.announced() ? "Confirm again" : "Send the confirmation now"),
                button(customer, "duplicate", "Confirm twice"),
                button(customer, "fail", "Payment fails"),
                button(customer, "unsubscribe", "Unsubscribe (ends in 10 s)"),
                button(customer, "end", "End the subscription now"),
                button(customer, "again", "Subscribe again"),
                button(customer, "fail-silently", "Payment fails, and nobody is told"),
                purchase.licenseArn() == null ? Html.NOTHING : button(customer, "renew", "Renew by a new agreement"),
                purchase.moving() == null ? Html.NOTHING : ofTwoFeeds(customer),
                button(customer, "garbage", "Send an unreadable message"),
                customer,
                button(customer, "slow", "Answer the next questions slowly"),
                button(customer, "day", "Move the clock on by a day"));
    }

    private static Html ofTwoFeeds(String customer) {
        return Html.of(
                "{}{}{}{}{}",
                button(customer, "confirm-by-sns", "Confirm by SNS only"),
                button(customer, "confirm-by-eventbridge", "Confirm by EventBridge only"),
                button(customer, "name-customer", "Name the customer only"),
                button(customer, "name-licence", "Name the licence only"),
                button(customer, "name-both", "Name both"));
    }

    private static Html button(String customer, String name, String label) {
        return Html.of(
                "<form method=\"post\" action=\"/subscriptions/{}/switches/{}\"><button>{}</button></form>\n",
                customer,
                name,
                label);
    }

    /** The customer identifier of the purchase that goes on; AWS also says that the old one ended so. */
    private String renewed(Purchase old) {
        try {
            var next = backstage.purchases().subscribe(Order.renewing(old));
            backstage.purchases().say(old.customerIdentifier(), "agreement-renewed", 1);
            return next.customerIdentifier();
        } catch (IllegalArgumentException impossible) {
            throw new Refused(400, String.valueOf(impossible.getMessage()));
        }
    }

    private void confirm(Purchase purchase, Feed only) {
        moving(purchase);
        backstage.purchases().say(purchase.customerIdentifier(), "subscribe-success", 1, only);
    }

    private void name(Purchase purchase, Moving.Named named) {
        var manner = moving(purchase).manner();
        backstage
                .purchases()
                .speak(purchase.customerIdentifier(), Moving.Manner.of(named, manner.told(), manner.lagMillis()));
    }

    private static Moving moving(Purchase purchase) {
        return Objects.requireNonNullElseGet(purchase.moving(), () -> {
            throw new Refused(400, "The listing does not move");
        });
    }

    private Response press(Request request) {
        var customer = request.path("customer");
        var purchases = backstage.purchases();
        var purchase = purchases.find(customer).orElseThrow(() -> new Refused(404, "AWS knows no such customer"));
        switch (request.path("switch")) {
            case "announce" -> purchases.announce(customer);
            case "duplicate" -> purchases.say(customer, "subscribe-success", 2);
            case "fail" -> purchases.say(customer, "subscribe-fail", 1);
            case "unsubscribe" -> purchases.unsubscribe(customer, UNTIL_SUCCESS);
            case "end" -> purchases.say(customer, "unsubscribe-success", 1);
            case "again" ->
                purchases.subscribe(new Order(
                        purchase.product().id(),
                        purchase.awsAccountId(),
                        Announcement.BEFORE,
                        1,
                        Duration.ZERO,
                        false));
            case "confirm-by-sns" -> confirm(purchase, Feed.SNS);
            case "confirm-by-eventbridge" -> confirm(purchase, Feed.EVENTBRIDGE);
            case "name-customer" -> name(purchase, Moving.Named.CUSTOMER);
            case "name-licence" -> name(purchase, Moving.Named.LICENCE);
            case "name-both" -> name(purchase, Moving.Named.BOTH);
            case "fail-silently" -> purchases.settle(customer, Purchase.Status.PAYMENT_FAILED);
            case "renew" -> {
                return Response.seeOther("/subscriptions/" + renewed(purchase));
            }
            case "slow" ->
                Faults.KNOWN.keySet().forEach(it -> backstage.faults().plan(it, Faults.SLOW, 5, SLOW_MILLIS));
            case "day" -> backstage.clock().advance(Duration.ofDays(1));
            case "garbage" ->
                backstage
                        .queue()
                        .send(
                                purchase.product().queue(),
                                "{\"action\": \"subscribe-success\", \"customer-identifier\":");
            default -> throw new Refused(404, "There is no such switch");
        }
        return Response.seeOther("/subscriptions/" + customer);
    }
}
