package io.mooring.agreement.api;

import java.util.List;

/** What AWS said differently when it was asked, and where the agreement stands with that. */
public record AgreementComparison(List<AgreementDifference> differences, AgreementStanding standing) {

    public AgreementComparison {
        differences = List.copyOf(differences);
    }
}
