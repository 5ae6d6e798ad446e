package io.mooring.sandbox.aws;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What EventBridge says of a purchase, key by key as AWS sends it to a queue. */
final class AgreementEvents {

    static final String RENEWED = "agreement-renewed";
    static final String REPLACED = "agreement-replaced";
    static final String EXPIRED = "agreement-expired";
    static final String TERMINATED = "agreement-terminated";
    static final String LICENSED = "entitlement-updated";

    /** For an agreement whose licence is to come. */
    static final String CREATED_ONLY = "agreement-created";

    private static final String CREATED = "Purchase Agreement Created - Proposer";
    private static final String ENDED = "Purchase Agreement Ended - Proposer";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The bodies of the queue's messages, each with an id of its own, for what SNS would call {@code action}; for anything else one event of that detail
     * type. A payment that fails is not told of.
     */
    static List<String> bodies(String action, Purchase purchase, Instant at) {
        return switch (action) {
            case Notification.SUBSCRIBE_SUCCESS ->
                List.of(
                        event(CREATED, purchase, at, intent(purchase)),
                        event("License Updated - Manufacturer", purchase, at, Map.of()));
            case Notification.SUBSCRIBE_FAIL -> List.of();
            case Notification.UNSUBSCRIBE_PENDING -> List.of(event(ENDED, purchase, at, Map.of("status", "CANCELLED")));
            case Notification.UNSUBSCRIBE_SUCCESS ->
                List.of(event("License Deprovisioned - Manufacturer", purchase, at, Map.of()));
            case CREATED_ONLY -> List.of(event(CREATED, purchase, at, intent(purchase)));
            case RENEWED, REPLACED, EXPIRED, TERMINATED ->
                List.of(event(ENDED, purchase, at, Map.of("status", ending(action))));
            case LICENSED -> List.of(event("License Updated - Manufacturer", purchase, at, Map.of()));
            default -> List.of(event(action, purchase, at, Map.of()));
        };
    }

    /** Whether only EventBridge has something to say of it. */
    static boolean isOfAgreements(String action) {
        return action.startsWith("agreement-") || action.contains(" - ");
    }

    private static String event(String told, Purchase purchase, Instant at, Map<String, String> more) {
        var listing = purchase.product();
        var resale = purchase.terms().resale();
        var detailType = resale == null ? told : Resale.forMaker(told);
        var agreement = new LinkedHashMap<String, @Nullable Object>();
        agreement.put("id", purchase.agreementId());
        if (detailType.contains("Created")) {
            agreement.put("status", "ACTIVE");
            agreement.put("acceptanceTime", purchase.subscribedAt().toString());
            agreement.put("startTime", purchase.terms().startsAt().toString());
        }
        agreement.putAll(more);
        var detail = new LinkedHashMap<String, Object>();
        detail.put("requestId", UUID.randomUUID().toString());
        detail.put("catalog", "AWSMarketplace");
        detail.put("agreement", agreement);
        if (detailType.startsWith("License")) {
            detail.put("product", both("code", listing.productCode(), "id", listing.productId()));
            detail.put("license", both("arn", purchase.licenseArn()));
        }
        detail.put("resaleAuthorization", both("id", resale == null ? null : resale.authorizationId()));
        detail.put("acceptor", both("accountId", purchase.awsAccountId()));
        detail.put(
                "proposer",
                both("accountId", resale == null ? SandboxListing.SELLER_ACCOUNT : resale.partnerAccount()));
        detail.put("offer", both("id", purchase.offerIdentifier()));
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", detailType);
        event.put("source", "aws.agreement-marketplace");
        event.put("account", SandboxListing.SELLER_ACCOUNT);
        event.put("time", at.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", "us-east-1");
        event.put("resources", List.of("arn:aws:aws-marketplace::aws:agreement:" + purchase.agreementId()));
        event.put("detail", detail);
        return JSON.writeValueAsString(event);
    }

    private static String ending(String action) {
        return action.substring(action.indexOf('-') + 1).toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> intent(Purchase purchase) {
        var previous = purchase.terms().previousAgreementId();
        return previous == null ? Map.of("intent", "NEW") : Map.of("intent", "RENEW", "previousAgreementId", previous);
    }

    /** Names and values in turn; AWS writes nulls, too. */
    private static Map<String, @Nullable Object> both(@Nullable Object... namesAndValues) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    private AgreementEvents() {}
}
