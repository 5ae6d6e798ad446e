package io.mooring.billing.api;

import io.mooring.privacy.api.DataSubject;
import io.mooring.privacy.api.Personal;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A billing account exists. */
@Revision("1")
public record BillingAccountRegistered(
        @DataSubject BillingAccountId billingAccountId,
        @Personal String userName,
        @Personal String mailbox,
        @Personal @Nullable String phone,
        CompanyInformation company,
        String termsVersion,
        Instant registeredAt)
        implements BillingEvent {

    @Override
    public String toString() {
        return "BillingAccountRegistered[" + billingAccountId + "]";
    }
}
