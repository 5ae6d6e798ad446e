package io.mooring.subscription.api;

import io.mooring.audit.api.Actor;

/** What a person decides where AWS is silent or contradicts itself; kept in history with its reason, and what follows from it with it, in one transaction. */
public interface PurchaseDecisions {

    /**
     * It is paid for, and may be used.
     *
     * @throws io.mooring.rule.api.RuleViolated where it is ending or over under its licence, or goes on as another purchase
     */
    void inForce(PurchaseView purchase, String reason, Actor actor);

    /**
     * It is over, and no other purchase goes on from it.
     *
     * @throws io.mooring.rule.api.RuleViolated where it goes on as another purchase
     */
    void over(PurchaseView purchase, String reason, Actor actor);

    /**
     * It renews or replaces the previous one; both agreements are known.
     *
     * @throws io.mooring.rule.api.RuleViolated where it is known to follow another one
     */
    void follows(PurchaseView purchase, PurchaseView previous, String reason, Actor actor);
}
