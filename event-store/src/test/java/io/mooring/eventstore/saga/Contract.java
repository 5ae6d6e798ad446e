package io.mooring.eventstore.saga;

import java.util.Objects;

/** A saga; what it is about does not matter. */
final class Contract {

    public String terms = "";

    static Contract of(String terms) {
        var contract = new Contract();
        contract.terms = terms;
        return contract;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contract that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(terms);
    }
}
