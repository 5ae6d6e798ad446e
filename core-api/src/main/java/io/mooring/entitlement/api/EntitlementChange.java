package io.mooring.entitlement.api;

import org.jspecify.annotations.Nullable;

/** What became of one dimension: new without {@code before}, gone without {@code after}. */
public record EntitlementChange(
        String dimension,
        @Nullable Entitlement before,
        @Nullable Entitlement after) {}
