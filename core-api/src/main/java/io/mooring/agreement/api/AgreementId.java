package io.mooring.agreement.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mooring.rule.api.NamedUuid;

/** One agreement between a buyer and a seller on AWS Marketplace. */
public record AgreementId(@JsonValue String value) {

    @JsonCreator
    public AgreementId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("AgreementId must not be blank");
        }
    }

    /** The same for every message about it. */
    public static AgreementId of(String partition, String awsAgreementId) {
        return new AgreementId(
                NamedUuid.of("agreement", partition, awsAgreementId).toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
