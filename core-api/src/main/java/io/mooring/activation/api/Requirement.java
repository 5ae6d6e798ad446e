package io.mooring.activation.api;

/** What an activation needs before it is complete; buyer and AWS satisfy them in any order. */
public enum Requirement {
    CONFIRMED_SUBSCRIPTION,
    BILLING_ACCOUNT,
    BOUND_WORKSPACE
}
