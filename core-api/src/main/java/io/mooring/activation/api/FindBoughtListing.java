package io.mooring.activation.api;

/** Asks which listing an activation is of; answered by an optional {@link BoughtListingView}. */
public record FindBoughtListing(ActivationId activationId) {}
