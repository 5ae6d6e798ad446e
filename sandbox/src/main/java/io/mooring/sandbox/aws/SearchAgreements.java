package io.mooring.sandbox.aws;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Lists agreements, newest first, page by page: values of one filter are alternatives, filters have to hold together. */
record SearchAgreements(Purchases purchases, Ledger ledger, Clock clock) implements AwsOperation {

    private static final int LARGEST_PAGE = 50;

    @Override
    public String target() {
        return Agreement.SERVICE + "SearchAgreements";
    }

    @Override
    public Map<String, Object> answer(JsonNode request) {
        if (!"AWSMarketplace".equals(request.path("catalog").asString(""))) {
            throw invalid("The only catalog is AWSMarketplace");
        }
        var now = clock.instant();
        var wanted = filter(request.path("filters"));
        var found = Agreement.all(purchases)
                .filter(purchase -> purchase.terms().resale() == null)
                .map(purchase -> Agreement.of(purchase, now))
                .filter(wanted)
                .map(SearchAgreements::summary)
                .toList();
        ledger.add(name(), "", found.size() + " found");
        return page(found, request);
    }

    private static Map<String, Object> summary(Agreement agreement) {
        var summary = new LinkedHashMap<>(agreement.members());
        summary.put(
                "entitlements",
                List.of(Map.of("licenseArn", String.valueOf(agreement.purchase().licenseArn()))));
        return summary;
    }

    private static Map<String, Object> page(List<Map<String, Object>> found, JsonNode request) {
        var size = request.path("maxResults").asInt(LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw invalid("maxResults is 1 to 50");
        }
        var from = request.hasNonNull("nextToken")
                ? NextToken.position(request.path("nextToken").asString())
                        .orElseThrow(() -> invalid("nextToken is not one of ours"))
                : 0;
        var to = Math.min(found.size(), from + size);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("agreementViewSummaries", from < to ? found.subList(from, to) : List.of());
        if (to < found.size()) {
            answer.put("nextToken", NextToken.of(to));
        }
        return answer;
    }

    private static Predicate<Agreement> filter(JsonNode filters) {
        var names = filters.valueStream()
                .map(filter -> filter.path("name").asString(""))
                .collect(Collectors.toSet());
        if (!names.contains("AgreementType")) {
            throw invalid("A filter by AgreementType is needed");
        }
        return filters.valueStream()
                .map(filter -> admits(filter.path("name").asString(""), values(filter)))
                .reduce(any -> true, Predicate::and);
    }

    private static Predicate<Agreement> admits(String name, Set<String> values) {
        return switch (name) {
            case "AgreementType" -> any -> values.contains("PurchaseAgreement");
            case "PartyType" -> any -> values.contains("Proposer");
            case "LicenseArn" ->
                it -> values.contains(String.valueOf(it.purchase().licenseArn()));
            case "InitialAgreementId" ->
                it -> values.contains(String.valueOf(it.purchase().terms().initialAgreementId()));
            case "AcceptorAccountId" -> it -> values.contains(it.purchase().awsAccountId());
            case "OfferId" -> it -> values.contains(it.purchase().offerIdentifier());
            case "ResourceIdentifier" -> it -> values.contains(it.resource().get("id"));
            case "ResourceType" -> it -> values.contains(it.resource().get("type"));
            case "Status" -> it -> values.contains(it.status());
            case "BeforeLastUpdateTime" ->
                it -> it.purchase().terms().changedAt().isBefore(time(values));
            case "AfterLastUpdateTime" ->
                it -> it.purchase().terms().changedAt().isAfter(time(values));
            default -> throw invalid("There is no filter " + name);
        };
    }

    private static Set<String> values(JsonNode filter) {
        var values = new LinkedHashSet<String>();
        filter.path("values").forEach(value -> values.add(value.asString()));
        return values;
    }

    private static Instant time(Set<String> values) {
        try {
            return Instant.parse(values.stream().findFirst().orElse(""));
        } catch (DateTimeException malformed) {
            throw invalid("A time is written like 2026-11-26T00:00:00Z");
        }
    }

    private static AwsFault invalid(String sentence) {
        return AwsFault.badRequest("ValidationException", sentence);
    }
}
