package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.ReadingCause;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** AWS was asked, and said something that its messages had not said, or otherwise; from now on what it said counts. */
@Revision("1")
public record AgreementRead(
        AgreementId agreementId,
        String awsAgreementId,
        AgreementReading reading,
        @Nullable Purchase purchase,
        @Nullable String previousAwsAgreementId,
        List<AgreementDifference> differences,
        ReadingCause cause,
        Instant readAt)
        implements AgreementEvent {

    public AgreementRead {
        differences = List.copyOf(differences);
    }
}
