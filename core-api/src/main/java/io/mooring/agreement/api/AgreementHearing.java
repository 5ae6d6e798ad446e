package io.mooring.agreement.api;

import io.mooring.subscription.api.Hearing;

/** What a fact was to an agreement, and where the agreement stands with it. */
public record AgreementHearing(Hearing hearing, AgreementStanding standing) {}
