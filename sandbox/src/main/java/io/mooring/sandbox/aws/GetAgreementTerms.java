package io.mooring.sandbox.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Says what was agreed: payment by usage, and a free trial before it if there is one. */
record GetAgreementTerms(Purchases purchases, Ledger ledger) implements AwsOperation {

    @Override
    public String target() {
        return Agreement.SERVICE + "GetAgreementTerms";
    }

    @Override
    public Map<String, Object> answer(JsonNode request) {
        var purchase = Agreement.asked(request, purchases);
        var terms = new ArrayList<Map<String, Object>>();
        terms.add(Map.of(
                "usageBasedPricingTerm",
                Map.of("type", "UsageBasedPricingTerm", "id", "term-usage", "currencyCode", "USD")));
        if (purchase.terms().freeTrial()) {
            terms.add(Map.of(
                    "freeTrialPricingTerm",
                    Map.of(
                            "type",
                            "FreeTrialPricingTerm",
                            "id",
                            "term-trial",
                            "duration",
                            "P30D",
                            "grants",
                            List.of())));
        }
        ledger.add(
                name(),
                purchase.customerIdentifier(),
                purchase.terms().freeTrial() ? "with a free trial" : "without a free trial");
        return Map.of("acceptedTerms", terms);
    }
}
