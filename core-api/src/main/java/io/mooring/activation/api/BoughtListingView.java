package io.mooring.activation.api;

/** What was bought: the id of a configured listing. */
public record BoughtListingView(String listing) {}
