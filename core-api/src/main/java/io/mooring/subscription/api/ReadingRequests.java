package io.mooring.subscription.api;

/** Has AWS asked soon, by whichever node, and again until it answers; part of the caller's transaction. */
public interface ReadingRequests {

    /** About one purchase; requests that come close together are one. */
    void request(SubscriptionId subscriptionId, ReadingCause cause);

    /** About one agreement, by AWS's id. */
    void requestAgreement(String awsAgreementId, ReadingCause cause);

    /** About a name that no purchase is known by. */
    void requestName(PurchaseName name, ReadingCause cause);

    /** About all that are not over; while that is being done, once more afterwards. */
    void requestAll();
}
