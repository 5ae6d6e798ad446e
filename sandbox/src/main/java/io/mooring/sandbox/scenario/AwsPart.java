package io.mooring.sandbox.scenario;

import static io.mooring.sandbox.scenario.Cast.times;

import io.mooring.sandbox.journey.Buyer;
import io.mooring.sandbox.journey.JourneyFailed;
import io.mooring.subscription.api.Purchase;
import java.time.Duration;
import java.util.HashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plays AWS, by the sandbox's storefront. */
final class AwsPart {

    private static final Pattern PURCHASE = Pattern.compile("<([a-z-]+)(?:\\.(licence|agreement|account))?>");

    private final Cast cast;

    AwsPart(Cast cast) {
        this.cast = cast;
    }

    void perform(AwsStep step) {
        switch (step) {
            case AwsStep.Subscribe it -> subscribe(it);
            case AwsStep.Say it -> cast.aws().say(cast.key(it.purchase()), it.action(), times(it.copies()), it.by());
            case AwsStep.Call it -> cast.aws().call(cast.key(it.purchase()), it.named());
            case AwsStep.Entitle it -> cast.aws().entitle(cast.key(it.purchase()), it.to());
            case AwsStep.Message it -> put(it);
            case AwsStep.Redrive it -> redrive(it);
            case AwsStep.Fault it -> fault(it);
            case AwsStep.Truth it -> cast.aws().isInTruth(cast.key(it.purchase()), it.status());
            case AwsStep.Pass it ->
                cast.aws().letPass(Duration.ofHours(orNone(it.hours())).plusMinutes(orNone(it.minutes())));
        }
    }

    private void subscribe(AwsStep.Subscribe it) {
        var order = new HashMap<String, @Nullable Object>();
        order.put("named", it.named());
        order.put("told", it.told());
        order.put("lagMillis", it.lagSeconds() == null ? null : it.lagSeconds() * 1_000L);
        order.put("listing", it.listing() == null ? Buyer.LISTING : it.listing());
        order.put("notification", it.notification() == null ? "MANUAL" : it.notification());
        order.put("freeTrial", Boolean.TRUE.equals(it.freeTrial()));
        order.put("throughPartner", Boolean.TRUE.equals(it.throughPartner()));
        order.put(
                "startsInSeconds", Duration.ofHours(orNone(it.startsInHours())).toSeconds());
        if (it.accountOf() != null) {
            order.put(
                    "awsAccountId",
                    cast.purchase(it.accountOf()).path("awsAccountId").asString());
        }
        if (it.renews() != null) {
            order.put("renews", cast.key(it.renews()));
        }
        cast.made(it.as(), cast.aws().subscribe(order));
    }

    private void fault(AwsStep.Fault it) {
        if (it.millis() == null) {
            cast.aws().fail(it.operation(), it.error(), times(it.times()));
        } else {
            cast.aws().slow(it.operation(), it.millis(), times(it.times()));
        }
    }

    private static int orNone(@Nullable Integer given) {
        return given == null ? 0 : given;
    }

    private void put(AwsStep.Message it) {
        var body = PURCHASE.matcher(it.body())
                .replaceAll(name -> Matcher.quoteReplacement(named(name.group(1), name.group(2))));
        if (Boolean.TRUE.equals(it.aside())) {
            cast.aws().putAside(body, it.listing());
        } else {
            cast.aws().put(body, times(it.copies()), it.listing());
        }
    }

    private String named(String purchase, @Nullable String what) {
        var made = cast.purchase(purchase);
        return switch (what) {
            case null -> cast.key(purchase);
            case "licence" -> Purchase.licence(made.path("licenseArn").asString());
            case "agreement" -> made.path("agreementId").asString();
            default -> made.path("awsAccountId").asString();
        };
    }

    private void redrive(AwsStep.Redrive it) {
        var moved = cast.aws().redrive();
        if (it.moves() != null && it.moves() != moved) {
            throw new JourneyFailed(moved + " messages went back");
        }
    }
}
