package io.mooring.subscription.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every purchase that AWS has ever told of; may lag behind what was recorded by a moment. */
public interface KnownPurchases {

    Optional<PurchaseView> find(SubscriptionId subscriptionId);

    /** The purchase that an agreement is about, where that is known. */
    Optional<PurchaseView> ofAgreement(String awsAgreementId);

    /** Those that are not over, in the order of their ids, after the given one. */
    List<PurchaseView> notOver(@Nullable SubscriptionId after, int limit);

    /** Those of a listing that are known by a customer identifier and by no licence, over or not. */
    List<PurchaseView> byCustomerOnly(String listing, int limit);

    /** The buyer's AWS account, where AWS has told it. */
    Optional<String> awsAccountOf(SubscriptionId subscriptionId);

    /** The purchase that was handed on to this one; the newest where there are several. */
    Optional<SubscriptionId> predecessorOf(SubscriptionId successor);

    /** Under which licence a purchase goes on; empty where it does not, or that is not known. */
    Optional<SubscriptionId> successorOf(SubscriptionId predecessor);
}
