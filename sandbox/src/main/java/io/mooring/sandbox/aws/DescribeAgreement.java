package io.mooring.sandbox.aws;

import java.time.Clock;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Says where one agreement stands. */
record DescribeAgreement(Purchases purchases, Ledger ledger, Clock clock) implements AwsOperation {

    @Override
    public String target() {
        return Agreement.SERVICE + "DescribeAgreement";
    }

    @Override
    public Map<String, Object> answer(JsonNode request) {
        var agreement = Agreement.of(Agreement.asked(request, purchases), clock.instant());
        ledger.add(name(), agreement.purchase().customerIdentifier(), agreement.status());
        return agreement.members();
    }
}
