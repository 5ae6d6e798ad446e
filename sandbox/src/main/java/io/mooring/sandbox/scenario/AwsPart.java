package io.mooring.sandbox.scenario;

import static io.mooring.sandbox.scenario.Cast.times;

import io.mooring.sandbox.journey.Buyer;
import io.mooring.sandbox.journey.JourneyFailed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays AWS, by the sandbox's storefront. */
final class AwsPart {

    private static final Pattern PURCHASE = Pattern.compile("<([a-z-]+)>");

    private final Cast cast;

    AwsPart(Cast cast) {
        this.cast = cast;
    }

    void perform(AwsStep step) {
        switch (step) {
            case AwsStep.Subscribe it -> subscribe(it);
            case AwsStep.Say it -> cast.aws().say(cast.key(it.purchase()), it.action(), times(it.copies()));
            case AwsStep.Entitle it -> cast.aws().entitle(cast.key(it.purchase()), it.to());
            case AwsStep.Message it -> put(it);
            case AwsStep.Redrive it -> redrive(it);
            case AwsStep.Fault it -> cast.aws().fail(it.operation(), it.error(), times(it.times()));
        }
    }

    private void subscribe(AwsStep.Subscribe it) {
        var account = it.accountOf() == null
                ? null
                : cast.purchase(it.accountOf()).path("awsAccountId").asString();
        cast.made(
                it.as(),
                cast.aws()
                        .subscribe(
                                it.listing() == null ? Buyer.LISTING : it.listing(),
                                account,
                                it.notification() == null ? "MANUAL" : it.notification()));
    }

    private void put(AwsStep.Message it) {
        var body = PURCHASE.matcher(it.body())
                .replaceAll(purchase -> Matcher.quoteReplacement(cast.key(purchase.group(1))));
        if (Boolean.TRUE.equals(it.aside())) {
            cast.aws().putAside(body);
        } else {
            cast.aws().put(body, times(it.copies()));
        }
    }

    private void redrive(AwsStep.Redrive it) {
        var moved = cast.aws().redrive();
        if (it.moves() != null && it.moves() != moved) {
            throw new JourneyFailed(moved + " messages went back");
        }
    }
}
