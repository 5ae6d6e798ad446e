package io.mooring.sandbox.aws;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Lists entitlements, page by page. As with AWS, a page may be empty and still be followed by another: here the first one
 * is, whenever there is anything to list.
 */
final class GetEntitlements implements AwsOperation {

    private static final int LARGEST_PAGE = 25;
    private static final Set<String> FILTERS =
            Set.of("CUSTOMER_IDENTIFIER", "CUSTOMER_AWS_ACCOUNT_ID", "LICENSE_ARN", "DIMENSION");

    private final Entitlements entitlements;
    private final Purchases purchases;
    private final Ledger ledger;

    GetEntitlements(Entitlements entitlements, Purchases purchases, Ledger ledger) {
        this.entitlements = entitlements;
        this.purchases = purchases;
        this.ledger = ledger;
    }

    @Override
    public String target() {
        return "AWSMPEntitlementService.GetEntitlements";
    }

    @Override
    public Map<String, Object> answer(JsonNode request) {
        var productCode = request.path("ProductCode").asString("");
        if (SandboxListing.ALL.stream()
                .noneMatch(listing -> listing.productCode().equals(productCode))) {
            throw invalid("ProductCode is not one of this seller");
        }
        var filter = filter(request.path("Filter"));
        var found = purchases.all().stream()
                .filter(purchase -> purchase.product().productCode().equals(productCode)
                        && admits(filter.get("CUSTOMER_IDENTIFIER"), customer(purchase))
                        && admits(filter.get("CUSTOMER_AWS_ACCOUNT_ID"), purchase.awsAccountId())
                        && admits(filter.get("LICENSE_ARN"), String.valueOf(purchase.licenseArn())))
                .flatMap(purchase -> entitlements.of(purchase.customerIdentifier()).stream()
                        .filter(entitled -> admits(filter.get("DIMENSION"), entitled.dimension()))
                        .map(entitled -> item(purchase, entitled)))
                .toList();
        ledger.add(
                "GetEntitlements",
                String.join(",", filter.getOrDefault("CUSTOMER_IDENTIFIER", Set.of())),
                found.size() + " found");
        return page(found, request);
    }

    private static Map<String, Object> page(List<Map<String, Object>> found, JsonNode request) {
        var size = request.path("MaxResults").asInt(LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw invalid("MaxResults is 1 to 25");
        }
        var answer = new LinkedHashMap<String, Object>();
        if (!request.hasNonNull("NextToken")) {
            answer.put("Entitlements", List.of());
            if (!found.isEmpty()) {
                answer.put("NextToken", NextToken.of(0));
            }
            return answer;
        }
        var from = NextToken.position(request.path("NextToken").asString())
                .orElseThrow(() -> invalid("NextToken is not one of ours"));
        var to = Math.min(found.size(), from + size);
        answer.put("Entitlements", from < to ? found.subList(from, to) : List.of());
        if (to < found.size()) {
            answer.put("NextToken", NextToken.of(to));
        }
        return answer;
    }

    private static Map<String, Set<String>> filter(JsonNode filter) {
        var wanted = new LinkedHashMap<String, Set<String>>();
        for (var property : filter.properties()) {
            if (!FILTERS.contains(property.getKey())) {
                throw invalid("Filter has no key " + property.getKey());
            }
            var values = new HashSet<String>();
            property.getValue().forEach(value -> values.add(value.asString()));
            wanted.put(property.getKey(), values);
        }
        if (wanted.containsKey("CUSTOMER_IDENTIFIER") && wanted.containsKey("CUSTOMER_AWS_ACCOUNT_ID")) {
            throw invalid("CUSTOMER_IDENTIFIER and CUSTOMER_AWS_ACCOUNT_ID exclude each other");
        }
        return wanted;
    }

    private static boolean admits(@Nullable Set<String> wanted, String value) {
        return wanted == null || wanted.contains(value);
    }

    private static Map<String, Object> item(Purchase purchase, Entitlements.Entitlement entitled) {
        var item = new LinkedHashMap<String, Object>();
        item.put("ProductCode", purchase.product().productCode());
        item.put("Dimension", entitled.dimension());
        item.put("CustomerIdentifier", purchase.namedCustomer());
        item.put("CustomerAWSAccountId", purchase.awsAccountId());
        var licence = purchase.namedLicence();
        if (licence != null) {
            item.put("LicenseArn", licence);
        }
        var expires = entitled.expirationDate();
        if (expires != null) {
            item.put("ExpirationDate", expires.toEpochMilli() / 1000.0);
        }
        item.put("Value", value(entitled));
        return item;
    }

    /** Empty where AWS knows purchases by licence only. */
    private static String customer(Purchase purchase) {
        return purchase.moving() == null && purchase.isLicensed() ? "" : purchase.customer();
    }

    private static Map<String, Object> value(Entitlements.Entitlement entitled) {
        var value = new LinkedHashMap<String, Object>();
        putIfSet(value, "IntegerValue", entitled.integerValue());
        putIfSet(value, "DoubleValue", entitled.doubleValue());
        putIfSet(value, "BooleanValue", entitled.booleanValue());
        putIfSet(value, "StringValue", entitled.stringValue());
        return value;
    }

    private static void putIfSet(Map<String, Object> value, String name, @Nullable Object set) {
        if (set != null) {
            value.put(name, set);
        }
    }

    private static AwsFault invalid(String sentence) {
        return AwsFault.badRequest("InvalidParameterException", sentence);
    }
}
