package io.mooring.sandbox.aws;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Says where the licence of one agreement stands. */
record GetAgreementEntitlements(Purchases purchases, Ledger ledger, Clock clock) implements AwsOperation {

    @Override
    public String target() {
        return Agreement.SERVICE + "GetAgreementEntitlements";
    }

    @Override
    public Map<String, Object> answer(JsonNode request) {
        var agreement = Agreement.of(Agreement.asked(request, purchases), clock.instant());
        var entitlement = new LinkedHashMap<String, Object>();
        entitlement.put("resource", agreement.resource());
        entitlement.put("type", "License");
        entitlement.put("status", agreement.provision());
        if (agreement.reason() != null) {
            entitlement.put("statusReasonCode", agreement.reason());
        }
        entitlement.put("licenseArn", String.valueOf(agreement.purchase().licenseArn()));
        ledger.add(name(), agreement.purchase().customerIdentifier(), agreement.provision());
        return Map.of("agreementEntitlements", List.of(entitlement));
    }
}
