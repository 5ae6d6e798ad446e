package io.mooring.subscription.api;

/** What a statement of AWS was to a subscription, an agreement or a task. */
public enum Heard {
    /** It changed what is known. */
    NEWS,
    /** The same was known, from this feed or the other one. */
    TOLD_BEFORE,
    /** Something later was known, or something that a licence's one life does not come back from. */
    OLDER,
    /** A licence has one life and this one's was at its end when AWS said so: it is about another purchase of the same customer. */
    OF_ANOTHER_PURCHASE
}
