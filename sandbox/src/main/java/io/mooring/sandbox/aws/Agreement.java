package io.mooring.sandbox.aws;

import io.mooring.sandbox.aws.Purchase.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A purchase as the Agreement API sees it at one moment: AWS's truth, whatever the events have said.
 *
 * @param status of the agreement
 * @param provision status of its licence
 * @param reason why, where AWS has one
 */
record Agreement(
        Purchase purchase,
        String status,
        String provision,
        @Nullable String reason) {

    static final String SERVICE = "AWSMPCommerceService_v20200301.";

    static Agreement of(Purchase purchase, Instant now) {
        return switch (purchase.status()) {
            case SUBSCRIBED, PAYMENT_FAILED -> running(purchase, now);
            case UNSUBSCRIBING -> new Agreement(purchase, "CANCELLED", "PROVISIONED", null);
            case UNSUBSCRIBED -> new Agreement(purchase, "CANCELLED", "DEPROVISIONED", "AGREEMENT_INACTIVE");
            case EXPIRED, TERMINATED, RENEWED, REPLACED ->
                new Agreement(purchase, purchase.status().name(), "DEPROVISIONED", "AGREEMENT_INACTIVE");
        };
    }

    private static Agreement running(Purchase purchase, Instant now) {
        if (purchase.terms().startsAt().isAfter(now)) {
            return new Agreement(purchase, "ACTIVE", "SCHEDULED", "FUTURE_START_DATE");
        }
        return purchase.paymentFails() || purchase.status() == Status.PAYMENT_FAILED
                ? new Agreement(purchase, "ACTIVE", "FAILED", "INVALID_PAYMENT_INSTRUMENT")
                : new Agreement(purchase, "ACTIVE", "PROVISIONED", null);
    }

    /** All that there are, newest first. */
    static Stream<Purchase> all(Purchases purchases) {
        return purchases.all().stream().filter(Purchase::isLicensed);
    }

    /**
     * The purchase behind the {@code agreementId} of a question.
     *
     * @throws AwsFault where it has none, AWS knows none such, or it is another seller's
     */
    static Purchase asked(JsonNode request, Purchases purchases) {
        var id = request.path("agreementId").asString("");
        if (id.isBlank()) {
            throw AwsFault.badRequest("ValidationException", "agreementId is missing");
        }
        var asked = all(purchases)
                .filter(purchase -> id.equals(purchase.agreementId()))
                .findFirst()
                .orElseThrow(() -> AwsFault.badRequest("ResourceNotFoundException", "There is no agreement " + id));
        if (asked.terms().resale() != null) {
            throw AwsFault.forbidden("AccessDeniedException", "Agreement " + id + " is another seller's");
        }
        return asked;
    }

    /** The members that a description and a search have in common. */
    Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("agreementId", String.valueOf(purchase.agreementId()));
        members.put("agreementType", "PurchaseAgreement");
        members.put("initialAgreementId", String.valueOf(purchase.terms().initialAgreementId()));
        members.put("status", status);
        members.put("acceptor", Map.of("accountId", purchase.awsAccountId()));
        members.put("proposer", Map.of("accountId", SandboxListing.SELLER_ACCOUNT));
        members.put("acceptanceTime", seconds(purchase.subscribedAt()));
        members.put("startTime", seconds(purchase.terms().startsAt()));
        endsAt().ifPresent(end -> members.put("endTime", seconds(end)));
        members.put("proposalSummary", Map.of("offerId", purchase.offerIdentifier(), "resources", List.of(resource())));
        return members;
    }

    Map<String, String> resource() {
        return Map.of("id", String.valueOf(purchase.product().productId()), "type", "SaaSProduct");
    }

    /** Known only once it is over: what is paid by usage goes on until somebody ends it. */
    private Optional<Instant> endsAt() {
        return "ACTIVE".equals(status)
                ? Optional.empty()
                : Optional.of(purchase.terms().changedAt());
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
