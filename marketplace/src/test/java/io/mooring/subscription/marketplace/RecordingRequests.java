package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscriptionId;
import java.util.ArrayList;
import java.util.List;

/** Keeps what AWS was to be asked about. */
final class RecordingRequests implements ReadingRequests {

    final List<String> requested = new ArrayList<>();

    @Override
    public void request(SubscriptionId subscriptionId, ReadingCause cause) {
        requested.add(subscriptionId + " " + cause);
    }

    @Override
    public void requestAgreement(String awsAgreementId, ReadingCause cause) {
        requested.add(awsAgreementId + " " + cause);
    }

    @Override
    public void requestName(PurchaseName name, ReadingCause cause) {
        requested.add(name.key() + " " + cause);
    }

    @Override
    public void requestAll() {
        requested.add("all");
    }
}
