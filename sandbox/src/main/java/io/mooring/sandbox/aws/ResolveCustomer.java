package io.mooring.sandbox.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Says who sent a registration token: by customer identifier in the old form that the China marketplace uses, by licence in the new one, by both while a listing moves. */
final class ResolveCustomer implements AwsOperation {

    private final RegistrationTokens tokens;
    private final Purchases purchases;
    private final Ledger ledger;

    ResolveCustomer(RegistrationTokens tokens, Purchases purchases, Ledger ledger) {
        this.tokens = tokens;
        this.purchases = purchases;
        this.ledger = ledger;
    }

    @Override
    public String target() {
        return "AWSMPMeteringService.ResolveCustomer";
    }

    @Override
    public Map<String, Object> answer(JsonNode request) {
        var token = request.path("RegistrationToken").asString("");
        if (token.isBlank()) {
            throw AwsFault.badRequest("InvalidTokenException", "Registration token is invalid.");
        }
        var customer = tokens.customerOf(token);
        var purchase = purchases
                .find(customer)
                .orElseThrow(() -> AwsFault.badRequest("InvalidTokenException", "Registration token is invalid."));
        ledger.add("ResolveCustomer", customer, "resolved");
        purchases.landed(customer);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("CustomerIdentifier", purchase.namedCustomer());
        answer.put("CustomerAWSAccountId", purchase.awsAccountId());
        answer.put("ProductCode", purchase.product().productCode());
        var licence = purchase.namedLicence();
        if (licence != null) {
            answer.put("LicenseArn", licence);
        }
        return answer;
    }
}
