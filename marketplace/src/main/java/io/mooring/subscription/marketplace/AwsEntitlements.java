package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.marketplaceentitlement.MarketplaceEntitlementClient;
import software.amazon.awssdk.services.marketplaceentitlement.model.EntitlementValue;
import software.amazon.awssdk.services.marketplaceentitlement.model.GetEntitlementsRequest;
import software.amazon.awssdk.services.marketplaceentitlement.model.GetEntitlementsResponse;
import tools.jackson.databind.JsonNode;

/**
 * Asks AWS's entitlement service for all pages; a page without entitlements may be followed by one with some. Where not all of them come in time nothing is
 * known, as part of what a purchase entitles to would look like less of it.
 */
final class AwsEntitlements implements Entitlements, AutoCloseable {

    static final int MOST_PAGES = 40;
    private static final int PAGE = 25;

    private final MarketplaceEntitlementClient client;
    private final AwsBreaker breaker;
    private final LongSupplier nanos;

    AwsEntitlements(MarketplaceProperties properties, AwsBreaker breaker) {
        this(properties, breaker, System::nanoTime);
    }

    AwsEntitlements(MarketplaceProperties properties, AwsBreaker breaker, LongSupplier nanos) {
        this.breaker = breaker;
        this.nanos = nanos;
        client = AwsClients.quick(
                MarketplaceEntitlementClient.builder(),
                properties,
                AwsClients.home(properties.awsRegion()),
                properties.entitlementEndpoint());
    }

    @Override
    public List<Entitlement> of(Purchase purchase) {
        var patience = new Patience(nanos);
        var found = new ArrayList<Entitlement>();
        @Nullable String next = null;
        for (var page = 0; page < MOST_PAGES; page++) {
            var raw = RawAnswers.holder();
            var token = next;
            var left = patience.left()
                    .orElseThrow(() ->
                            new EntitlementsUnavailable("not all answers within " + Patience.LONGEST, Why.SILENT));
            var answer = ask(request -> request.productCode(purchase.productCode())
                    .filterWithStrings(filter(purchase))
                    .maxResults(PAGE)
                    .nextToken(token)
                    .overrideConfiguration(
                            call -> call.apiCallTimeout(left).putExecutionAttribute(RawAnswers.attribute(), raw)));
            found.addAll(entitlements(answer, raw.get()));
            next = answer.nextToken();
            if (next == null || next.isEmpty()) {
                return List.copyOf(found);
            }
        }
        throw new EntitlementsUnavailable("more than " + MOST_PAGES + " pages", Why.SILENT);
    }

    private GetEntitlementsResponse ask(Consumer<GetEntitlementsRequest.Builder> request) {
        try {
            return breaker.ask(() -> client.getEntitlements(request));
        } catch (AwsServiceException refused) {
            var code = AwsUnanswered.code(refused);
            if (Why.of(code) == Why.REFUSED) {
                breaker.access().refused("GetEntitlements", code);
            }
            throw new EntitlementsUnavailable(code, Why.of(code));
        } catch (SdkException unanswered) {
            throw new EntitlementsUnavailable(unanswered.getClass().getSimpleName(), Why.SILENT);
        } catch (AwsBreaker.Open open) {
            throw new EntitlementsUnavailable(String.valueOf(open.getMessage()), Why.PAUSED);
        }
    }

    /** By licence where there is one: the account would bring the licences of its other purchases too. */
    private static Map<String, List<String>> filter(Purchase purchase) {
        return purchase.licenseArn() != null
                ? Map.of("LICENSE_ARN", List.of(purchase.licenseArn()))
                : Map.of("CUSTOMER_IDENTIFIER", List.of(String.valueOf(purchase.customerIdentifier())));
    }

    private static List<Entitlement> entitlements(GetEntitlementsResponse answer, JsonNode raw) {
        var page = new ArrayList<Entitlement>();
        for (var entitlement : answer.entitlements()) {
            var licence = raw.path("Entitlements")
                    .path(page.size())
                    .path("LicenseArn")
                    .stringValue("");
            page.add(new Entitlement(
                    entitlement.dimension(),
                    amount(entitlement.value()),
                    entitlement.expirationDate(),
                    present(entitlement.customerIdentifier()),
                    present(entitlement.customerAWSAccountId()),
                    Purchase.isLicence(licence.strip()) ? licence.strip() : null));
        }
        return page;
    }

    private static Amount amount(@Nullable EntitlementValue value) {
        if (value == null || value.type() == null) {
            return new Amount.Untold();
        }
        return switch (value.type()) {
            case INTEGER_VALUE -> new Amount.Whole(value.integerValue());
            case DOUBLE_VALUE -> new Amount.Fraction(value.doubleValue());
            case BOOLEAN_VALUE -> new Amount.Switch(value.booleanValue());
            case STRING_VALUE -> new Amount.Text(value.stringValue());
            case UNKNOWN_TO_SDK_VERSION -> new Amount.Untold();
        };
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public void close() {
        client.close();
    }
}
