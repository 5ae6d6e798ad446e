package io.mooring.sandbox.aws;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * That a channel partner sold it. The maker of the product is told of it as such, and the Agreement API tells them nothing: the agreement is the partner's.
 *
 * @param authorizationId of the maker's leave to resell
 * @param partnerAccount the account whose offer was accepted
 */
public record Resale(String authorizationId, String partnerAccount) {

    private static final List<String> AS_PROPOSER = List.of(
            "Purchase Agreement Created - Proposer",
            "Purchase Agreement Amended - Proposer",
            "Purchase Agreement Ended - Proposer");

    static Resale random() {
        var id = UUID.randomUUID().toString().replace("-", "").substring(0, 13).toLowerCase(Locale.ROOT);
        return new Resale("resaleauthz-" + id, AwsNames.account());
    }

    /** The detail type that the maker gets for one that they would get as the proposer. */
    static String forMaker(String detailType) {
        return AS_PROPOSER.contains(detailType) ? detailType.replace("Proposer", "Manufacturer") : detailType;
    }
}
