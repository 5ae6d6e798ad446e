package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
     * @param entitlements {@code null} where no purchase is known to ask about, or AWS did not answer
     * @param unanswered what either service did not answer; what the other one said stands on its own
     * @param at no later than AWS said it
     */
    record Said(
            List<InChain> agreements,
            @Nullable List<Entitlements.Entitlement> entitlements,
            List<AwsUnanswered> unanswered,
            Instant at) {

        /** What may be answered later; that the Agreement API tells us nothing of an agreement is an answer, e.g. of a sale by a channel partner. */
        List<AwsUnanswered> open() {
            return unanswered.stream()
                    .filter(it -> !(it instanceof AgreementsUnavailable && it.why() == AwsUnanswered.Why.REFUSED))
                    .toList();
        }

        /** Whether the Agreement API may tell later what it does not tell now. */
        boolean isAgreementOpen() {
            return open().stream().anyMatch(AgreementsUnavailable.class::isInstance);
        }
    }

    /** An agreement of a chain, AWS's id of the one before it, and until when it has a free trial. */
    record InChain(
            AgreementReading reading,
            @Nullable String previous,
            @Nullable Instant freeTrialEndsAt) {}

    Said ofPurchase(Listing listing, Purchase purchase, @Nullable String awsAgreementId, Instant now) {
        var unanswered = new ArrayList<AwsUnanswered>();
        var chain = listing.feed().includes(Feed.EVENTBRIDGE)
                ? answer(
                        () -> agreement(purchase, awsAgreementId)
                                .map(this::inChain)
                                .orElse(List.of()),
                        unanswered)
                : null;
        return new Said(
                chain == null ? List.of() : chain,
                answer(() -> entitlements.of(purchase), unanswered),
                unanswered,
                now);
    }

    Said ofAgreement(String awsAgreementId, Instant now) {
        return new Said(agreements.byId(awsAgreementId).map(this::inChain).orElse(List.of()), null, List.of(), now);
    }

    /** The same, asked as the listing's seller only. */
    Said ofAgreement(Listing listing, String awsAgreementId, Instant now) {
        return new Truth(agreements.ofSeller(listing), entitlements).ofAgreement(awsAgreementId, now);
    }

    private static <T> @Nullable T answer(Supplier<T> question, List<AwsUnanswered> unanswered) {
        try {
            return question.get();
        } catch (AwsUnanswered failure) {
            unanswered.add(failure);
            return null;
        }
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
            return List.of(inChain(reading, null));
        }
        var chain = new ArrayList<InChain>();
        @Nullable String previous = null;
        var reached = false;
        for (var member :
                agreements.chain(initial == null ? reading.awsAgreementId() : initial, reading.awsAgreementId())) {
            reached |= member.awsAgreementId().equals(reading.awsAgreementId());
            if (reached) {
                chain.add(inChain(member, previous));
            }
            previous = member.awsAgreementId();
        }
        return chain.isEmpty() ? List.of(inChain(reading, null)) : chain;
    }

    private InChain inChain(AgreementReading reading, @Nullable String previous) {
        var isOnTrial = reading.freeTrial() && !isOver(reading);
        return new InChain(
                reading, previous, isOnTrial ? agreements.freeTrialEnd(reading).orElse(null) : null);
    }

    /** Whether it has ended, in whatever way. */
    static boolean isOver(AgreementReading reading) {
        return switch (reading.status()) {
            case ARCHIVED, CANCELLED, EXPIRED, RENEWED, REPLACED, TERMINATED -> true;
            case ACTIVE, ROLLED_BACK, SUPERSEDED, UNTOLD -> false;
        };
    }

    /** Whether another agreement goes on, or will, from where this one ends. */
    static boolean isFollowed(AgreementReading reading) {
        return reading.status().isFollowed() || reading.status() == Status.SUPERSEDED;
    }
}
