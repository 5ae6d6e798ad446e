package io.mooring.sandbox.storefront;

import io.mooring.sandbox.aws.Announcement;
import io.mooring.sandbox.aws.Entitlements;
import io.mooring.sandbox.aws.Moving;
import io.mooring.sandbox.aws.Order;
import io.mooring.sandbox.aws.Purchase;
import io.mooring.sandbox.http.Refused;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import io.mooring.sandbox.storefront.Storefront.Backstage;
import io.mooring.subscription.api.Feed;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The storefront for tests.
 *
 * <ul>
 *   <li>{@code POST /api/subscriptions {listing?, awsAccountId?, notification?: BEFORE|AFTER|MANUAL, copies?, delayMillis?,
 *       paymentFails?, renews?, freeTrial?, startsInSeconds?, throughPartner?, named?, told?, lagMillis?}} → 201 {@code {customerIdentifier, awsAccountId, offerIdentifier,
 *       …}}; without an account a new one buys, with a known one its customer subscribes again; {@code renews} is the customer
 *       identifier of a purchase that AWS names by a licence
 *   <li>{@code GET /api/subscriptions} → {@code {items:[…]}}; {@code GET /api/subscriptions/{customer}} → one
 *   <li>{@code POST /api/subscriptions/{customer}/notifications {action, copies?, delayMillis?, by?: SNS|EVENTBRIDGE}} → 202; any action, also an
 *       unknown one, at once or after an hour at most; {@code by} one feed only, where the listing moves
 *   <li>{@code PUT /api/subscriptions/{customer}/names {named?: CUSTOMER|LICENCE|BOTH, told?: SNS_FIRST|EVENTBRIDGE_FIRST|SNS_ONLY|EVENTBRIDGE_ONLY,
 *       lagMillis?}} → 200; how AWS names a purchase and tells of it from now on, where the listing moves
 *   <li>{@code PUT /api/subscriptions/{customer}/truth {status}} → 200; where AWS says that it stands when it is asked, without
 *       telling anybody: {@code SUBSCRIBED}, {@code PAYMENT_FAILED}, {@code UNSUBSCRIBING}, {@code UNSUBSCRIBED}, {@code EXPIRED},
 *       {@code TERMINATED}, {@code RENEWED} or {@code REPLACED}; what is said from then on does not change it
 *   <li>{@code POST /api/subscriptions/{customer}/unsubscriptions {delayMillis?}} → 202; {@code unsubscribe-pending} now,
 *       {@code unsubscribe-success} after the delay
 *   <li>{@code POST /api/subscriptions/{customer}/tokens {expired?}} → 201 {@code {token, expiresAt}}, a fresh one each time
 *   <li>{@code PUT /api/subscriptions/{customer}/entitlements {entitlements:[{dimension, integerValue, …}]}} → 204
 * </ul>
 */
final class PurchasesApi {

    private static final long LONGEST_MILLIS = 3_600_000;

    record NewSubscription(
            @Nullable String listing,
            @Nullable String awsAccountId,
            @Nullable Announcement notification,
            @Nullable Integer copies,
            @Nullable Long delayMillis,
            boolean paymentFails,
            @Nullable String renews,
            boolean freeTrial,
            @Nullable Long startsInSeconds,
            boolean throughPartner,
            Moving.@Nullable Named named,
            Moving.@Nullable Told told,
            @Nullable Long lagMillis) {

        Order order() {
            return new Order(
                    listing,
                    awsAccountId,
                    notification == null ? Announcement.BEFORE : notification,
                    copies == null ? 1 : copies,
                    Duration.ofMillis(delayMillis == null ? 0 : delayMillis),
                    paymentFails,
                    renews,
                    freeTrial,
                    Duration.ofSeconds(startsInSeconds == null ? 0 : startsInSeconds),
                    throughPartner,
                    named == null && told == null && lagMillis == null
                            ? null
                            : Moving.Manner.of(named, told, lagMillis));
        }
    }

    record NewNotification(
            @Nullable String action,
            @Nullable Integer copies,
            @Nullable Long delayMillis,
            @Nullable Feed by) {}

    record Names(
            Moving.@Nullable Named named,
            Moving.@Nullable Told told,
            @Nullable Long lagMillis) {}

    record Truth(Purchase.@Nullable Status status) {}

    record NewToken(boolean expired) {}

    record NewUnsubscription(@Nullable Long delayMillis) {}

    private final Backstage backstage;

    PurchasesApi(Backstage backstage) {
        this.backstage = backstage;
    }

    void addTo(Routes routes) {
        routes.get(
                        "/api/subscriptions",
                        any -> Response.json(
                                200, Map.of("items", backstage.purchases().all())))
                .get("/api/subscriptions/{customer}", request -> Response.json(200, purchase(request)))
                .post("/api/subscriptions", request -> Storefront.fromHere(request, this::subscribe))
                .post("/api/subscriptions/{customer}/notifications", it -> Storefront.fromHere(it, this::say))
                .post("/api/subscriptions/{customer}/unsubscriptions", it -> Storefront.fromHere(it, this::unsubscribe))
                .post("/api/subscriptions/{customer}/tokens", it -> Storefront.fromHere(it, this::issue))
                .put("/api/subscriptions/{customer}/names", it -> Storefront.fromHere(it, this::speak))
                .put("/api/subscriptions/{customer}/truth", it -> Storefront.fromHere(it, this::settle))
                .put("/api/subscriptions/{customer}/entitlements", it -> Storefront.fromHere(it, this::entitle));
    }

    private Response subscribe(Request request) {
        return valid(() -> Response.json(
                201,
                backstage
                        .purchases()
                        .subscribe(request.json(NewSubscription.class).order())));
    }

    private Response say(Request request) {
        var wanted = request.json(NewNotification.class);
        var copies = wanted.copies() == null ? 1 : wanted.copies();
        var action = wanted.action();
        var delay = wanted.delayMillis() == null ? 0 : wanted.delayMillis();
        if (action == null || action.isBlank() || copies < 1 || copies > 100 || delay < 0 || delay > LONGEST_MILLIS) {
            throw new Refused(400, "An action is needed, 1 to 100 copies, and a delay of an hour at most");
        }
        if (wanted.by() == Feed.MOVING) {
            throw new Refused(400, "One feed is SNS or EVENTBRIDGE");
        }
        return valid(() -> {
            backstage
                    .purchases()
                    .say(purchase(request).customerIdentifier(), action, copies, wanted.by(), Duration.ofMillis(delay));
            return Response.json(202, Map.of("action", action, "copies", copies));
        });
    }

    private Response speak(Request request) {
        var wanted = request.json(Names.class);
        return valid(() -> Response.json(
                200,
                backstage
                        .purchases()
                        .speak(
                                purchase(request).customerIdentifier(),
                                Moving.Manner.of(wanted.named(), wanted.told(), wanted.lagMillis()))));
    }

    private Response unsubscribe(Request request) {
        var delay = request.json(NewUnsubscription.class).delayMillis();
        backstage
                .purchases()
                .unsubscribe(
                        purchase(request).customerIdentifier(),
                        Duration.ofMillis(delay == null ? 0 : Math.clamp(delay, 0L, LONGEST_MILLIS)));
        return Response.json(202, purchase(request));
    }

    private Response settle(Request request) {
        var status = request.json(Truth.class).status();
        if (status == null) {
            throw new Refused(400, "A status is needed");
        }
        return Response.json(200, backstage.purchases().settle(purchase(request).customerIdentifier(), status));
    }

    private Response issue(Request request) {
        var customer = purchase(request).customerIdentifier();
        var tokens = backstage.tokens();
        return Response.json(
                201, request.json(NewToken.class).expired() ? tokens.issueExpired(customer) : tokens.issue(customer));
    }

    private Response entitle(Request request) {
        backstage.entitlements().set(purchase(request).customerIdentifier(), request.json(Entitlements.Entitled.class));
        return Response.noContent();
    }

    private Purchase purchase(Request request) {
        return backstage
                .purchases()
                .find(request.path("customer"))
                .orElseThrow(() -> new Refused(404, "AWS knows no such customer"));
    }

    private static Response valid(Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException invalid) {
            throw new Refused(400, String.valueOf(invalid.getMessage()));
        }
    }
}
