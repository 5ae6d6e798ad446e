package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what AWS says of one purchase or agreement now: the agreement with those before and after it, and the entitlements. Asks, and records nothing. */
final class Truth {

    private final Agreements agreements;
    private final Entitlements entitlements;

    Truth(Agreements agreements, Entitlements entitlements) {
        this.agreements = agreements;
        this.entitlements = entitlements;
    }

    /**
     * All that AWS said.
     *
     * @param agreements the one that was asked about, and those that go on from it, each with the one before
     * @param entitlements {@code null} where no purchase is known to ask about
     * @param at no later than AWS said it
     */
    record Said(List<InChain> agreements, @Nullable List<Entitlements.Entitlement> entitlements, Instant at) {}

    /** An agreement of a chain, and AWS's id of the one before it. */
    record InChain(AgreementReading reading, @Nullable String previous) {}

    Said ofPurchase(Listing listing, Purchase purchase, @Nullable String awsAgreementId, Instant now) {
        var agreement = listing.feed().includes(Feed.EVENTBRIDGE)
                ? agreement(purchase, awsAgreementId)
                : Optional.<AgreementReading>empty();
        return new Said(agreement.map(this::inChain).orElse(List.of()), entitlements.of(purchase), now);
    }

    Said ofAgreement(String awsAgreementId, Instant now) {
        return new Said(agreements.byId(awsAgreementId).map(this::inChain).orElse(List.of()), null, now);
    }

    private Optional<AgreementReading> agreement(Purchase purchase, @Nullable String awsAgreementId) {
        if (awsAgreementId != null) {
            return agreements.byId(awsAgreementId);
        }
        return purchase.licenseArn() == null ? Optional.empty() : agreements.byLicence(purchase.licenseArn());
    }

    /** An agreement that began a chain and goes on has no need to be asked about others. */
    private List<InChain> inChain(AgreementReading reading) {
        var initial = reading.initialAwsAgreementId();
        var isFirst = initial == null || initial.equals(reading.awsAgreementId());
        if (isFirst && !isFollowed(reading)) {
            return List.of(new InChain(reading, null));
        }
        var chain = new ArrayList<InChain>();
        @Nullable String previous = null;
        var reached = false;
        for (var member : agreements.chain(initial == null ? reading.awsAgreementId() : initial)) {
            reached |= member.awsAgreementId().equals(reading.awsAgreementId());
            if (reached) {
                chain.add(new InChain(member, previous));
            }
            previous = member.awsAgreementId();
        }
        return chain.isEmpty() ? List.of(new InChain(reading, null)) : chain;
    }

    private static boolean isFollowed(AgreementReading reading) {
        return switch (reading.status()) {
            case RENEWED, REPLACED, SUPERSEDED -> true;
            case ACTIVE, ARCHIVED, CANCELLED, EXPIRED, ROLLED_BACK, TERMINATED, UNTOLD -> false;
        };
    }
}
