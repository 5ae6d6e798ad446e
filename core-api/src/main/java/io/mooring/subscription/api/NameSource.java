package io.mooring.subscription.api;

/** From what it is known that a customer identifier and a licence name one purchase. */
public enum NameSource {
    /** AWS named both when the buyer came. */
    LANDING,
    /** An entitlement of AWS names both. */
    ENTITLEMENT,
    /** The customer's AWS account has exactly one agreement for the product. */
    ACCOUNT,
    /** A person said so. */
    OPERATOR
}
