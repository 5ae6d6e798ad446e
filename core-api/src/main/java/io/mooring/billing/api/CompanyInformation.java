package io.mooring.billing.api;

import io.mooring.privacy.api.Personal;
import org.jspecify.annotations.Nullable;

/** The company that a billing account belongs to; {@code country} is an ISO 3166 code. The contact is a person. */
public record CompanyInformation(
        String name,
        String country,
        @Nullable String address,
        @Nullable String taxId,
        @Personal String contactName) {

    @Override
    public String toString() {
        return "CompanyInformation[…]";
    }
}
