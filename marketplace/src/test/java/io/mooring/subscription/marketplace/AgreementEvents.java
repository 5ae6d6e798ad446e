package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.json;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What EventBridge writes into the queue: key by key as AWS prints it. */
final class AgreementEvents {

    static final String PRODUCT = "ijklmnop12345678";
    static final String PRODUCT_ID = "prod-abc123";
    static final String SELLER = "111111111111";
    static final String BUYER = "222222222222";
    static final String AGREEMENT = "agmt-aaa1";
    static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    static final Instant AT = Instant.parse("2026-11-23T01:02:03Z");

    static Map<String, Object> created(String eventId, String intent) {
        var agreement = agreement();
        agreement.put("intent", intent);
        agreement.put("status", "ACTIVE");
        agreement.put("acceptanceTime", "2026-11-23T01:02:00Z");
        agreement.put("startTime", "2026-11-23T01:02:00Z");
        agreement.put("endTime", "2027-11-23T01:02:00Z");
        return event(eventId, "Purchase Agreement Created - Proposer", agreement, Map.of());
    }

    static Map<String, Object> licence(String eventId, String what) {
        return event(
                eventId,
                "License " + what + " - Manufacturer",
                agreement(),
                Map.of(
                        "product", Map.of("code", PRODUCT, "id", PRODUCT_ID),
                        "license", Map.of("arn", LICENCE)));
    }

    static Map<String, Object> ended(String eventId, String status) {
        var agreement = agreement();
        agreement.put("status", status);
        return event(eventId, "Purchase Agreement Ended - Manufacturer", agreement, Map.of());
    }

    static Map<String, Object> other(String eventId, String detailType) {
        return event(eventId, detailType, agreement(), Map.of());
    }

    private static Map<String, Object> agreement() {
        var agreement = new LinkedHashMap<String, Object>();
        agreement.put("id", AGREEMENT);
        return agreement;
    }

    private static Map<String, Object> event(
            String eventId, String detailType, Map<String, Object> agreement, Map<String, Object> more) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("requestId", "r-" + eventId);
        detail.put("catalog", "AWSMarketplace");
        detail.put("agreement", agreement);
        var resale = new LinkedHashMap<String, Object>();
        resale.put("id", null);
        detail.put("resaleAuthorization", resale);
        detail.put("acceptor", Map.of("accountId", BUYER));
        detail.put("proposer", Map.of("accountId", SELLER));
        detail.put("offer", Map.of("id", "offer-xyz"));
        detail.putAll(more);
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "0");
        event.put("id", eventId);
        event.put("detail-type", detailType);
        event.put("source", "aws.agreement-marketplace");
        event.put("account", SELLER);
        event.put("time", AT.toString());
        event.put("region", "us-east-1");
        event.put("resources", List.of("arn:aws:aws-marketplace::aws:agreement:" + AGREEMENT));
        event.put("detail", detail);
        return event;
    }

    @SuppressWarnings("unchecked") // as it was put there
    static Map<String, Object> detail(Map<String, Object> event) {
        return (Map<String, Object>) Objects.requireNonNull(event.get("detail"));
    }

    static QueueMessage message(Map<String, Object> event) {
        return Notifications.message(json(event));
    }

    private AgreementEvents() {}
}
