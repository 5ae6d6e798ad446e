package io.mooring.subscription.web;

import io.mooring.audit.api.Actor;
import io.mooring.subscription.api.Listings;
import io.mooring.subscription.api.MarketplaceNames;
import io.mooring.subscription.api.MarketplaceNames.AwsName;
import io.mooring.subscription.api.MovingPurchases;
import io.mooring.subscription.api.MovingPurchases.NotNamed;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** What AWS calls purchases of a listing that moves from SNS to EventBridge, and the way for a person to say it, on the port for the inside. */
@Component
@Endpoint(id = "names")
class NamesEndpoint {

    private static final int AT_MOST = 500;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_REASON = 500;
    private static final int CONFLICT = 409;
    private static final Pattern BY = Pattern.compile("[A-Za-z0-9._-]{1,60}");

    private final MovingPurchases moving;
    private final MarketplaceNames names;
    private final Listings listings;
    private final Clock clock;

    NamesEndpoint(MovingPurchases moving, MarketplaceNames names, Listings listings, Clock clock) {
        this.moving = moving;
        this.names = names;
        this.listings = listings;
        this.clock = clock;
    }

    /** What is still known by one name only; at most 500 of each. */
    record Unnamed(List<PurchaseView> withoutLicence, List<String> waiting) {}

    @ReadOperation
    Unnamed unnamed() {
        return new Unnamed(moving.withoutLicence(AT_MOST), moving.waiting(AT_MOST));
    }

    /** What names the purchase to AWS now; 404 where none is known. */
    @ReadOperation
    WebEndpointResponse<AwsName> current(@Selector String subscriptionId) {
        return names.of(new SubscriptionId(subscriptionId), clock.instant())
                .map(WebEndpointResponse::new)
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }

    /**
     * Says which licence a customer's purchase has: 200 with the subscription; 404 for an unknown listing, 409 where AWS or somebody has named it otherwise, 400 for what
     * cannot be kept.
     *
     * @param licenseArn none where the purchase has none
     * @param by who decided: a short account name, no personal data
     * @param reason why; 1 to 500 characters
     */
    @WriteOperation
    WebEndpointResponse<Map<String, String>> name(
            @Selector String listing,
            String customerIdentifier,
            @Nullable String licenseArn,
            String by,
            String reason) {
        var known = listings.byId(listing);
        if (known.isEmpty()) {
            return refused(WebEndpointResponse.STATUS_NOT_FOUND, "there is no such listing");
        }
        if (!BY.matcher(by).matches()) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, "by must match " + BY);
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            return refused(
                    WebEndpointResponse.STATUS_BAD_REQUEST, "reason must have 1 to " + LONGEST_REASON + " characters");
        }
        if (!isName(customerIdentifier) || (licenseArn != null && !isName(licenseArn))) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, "a name has 1 to " + LONGEST_NAME + " characters");
        }
        if (licenseArn != null && !Purchase.isLicence(licenseArn.strip())) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, "a licence ends with l-…");
        }
        try {
            var id = moving.name(
                    known.get(),
                    customerIdentifier.strip(),
                    licenseArn == null ? null : licenseArn.strip(),
                    reason.strip(),
                    Actor.operator(by));
            return new WebEndpointResponse<>(Map.of("subscriptionId", id.value()));
        } catch (NotNamed refused) {
            return refused(CONFLICT, String.valueOf(refused.getMessage()));
        }
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST_NAME;
    }

    private static WebEndpointResponse<Map<String, String>> refused(int status, String detail) {
        return new WebEndpointResponse<>(Map.of("detail", detail), status);
    }
}
