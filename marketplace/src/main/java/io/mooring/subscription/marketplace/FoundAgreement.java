package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.AgreementQuestion.FoundLicence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.marketplaceagreement.model.Acceptor;
import software.amazon.awssdk.services.marketplaceagreement.model.DescribeAgreementResponse;
import software.amazon.awssdk.services.marketplaceagreement.model.ProposalSummary;
import software.amazon.awssdk.services.marketplaceagreement.model.SearchAgreementsResponse;
import tools.jackson.databind.JsonNode;

/** An agreement as a description and a search tell of it alike, with the members that the SDK's model does not know. */
record FoundAgreement(
        String id,
        Status status,
        @Nullable String initialId,
        @Nullable String acceptor,
        @Nullable String offerId,
        List<String> licences,
        @Nullable Instant acceptedAt,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt) {

    /** Oldest first; those without a time count as the oldest. */
    static final Comparator<FoundAgreement> BY_AGE =
            Comparator.comparing(FoundAgreement::since, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));

    static FoundAgreement of(DescribeAgreementResponse answer, JsonNode raw) {
        return new FoundAgreement(
                answer.agreementId(),
                status(answer.statusAsString()),
                text(raw, "initialAgreementId"),
                account(answer.acceptor()),
                offer(answer.proposalSummary()),
                licences(raw),
                answer.acceptanceTime(),
                answer.startTime(),
                answer.endTime());
    }

    static List<FoundAgreement> of(SearchAgreementsResponse answer, JsonNode raw) {
        var page = new ArrayList<FoundAgreement>();
        for (var summary : answer.agreementViewSummaries()) {
            var more = raw.path("agreementViewSummaries").path(page.size());
            page.add(new FoundAgreement(
                    summary.agreementId(),
                    status(summary.statusAsString()),
                    text(more, "initialAgreementId"),
                    account(summary.acceptor()),
                    offer(summary.proposalSummary()),
                    licences(more),
                    summary.acceptanceTime(),
                    summary.startTime(),
                    summary.endTime()));
        }
        return page;
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    AgreementReading reading(@Nullable String licenseArn, FoundLicence standing, boolean freeTrial) {
        return new AgreementReading(
                id,
                status,
                initialId,
                acceptor,
                offerId,
                licenseArn,
                standing.provision(),
                standing.reason(),
                freeTrial,
                startsAt,
                endsAt);
    }

    static <E extends Enum<E>> E known(Class<E> words, @Nullable String word, E otherwise) {
        return Stream.of(Objects.requireNonNull(words.getEnumConstants()))
                .filter(it -> it.name().equals(word))
                .findFirst()
                .orElse(otherwise);
    }

    static @Nullable String text(JsonNode node, String name) {
        var text = node.path(name).stringValue("").strip();
        return text.isEmpty() ? null : text;
    }

    /** What is no licence is as good as none. */
    static @Nullable String licence(JsonNode node) {
        var arn = text(node, "licenseArn");
        return arn == null || !Purchase.isLicence(arn) ? null : arn;
    }

    private @Nullable Instant since() {
        return acceptedAt == null ? startsAt : acceptedAt;
    }

    private static Status status(@Nullable String word) {
        return known(Status.class, word, Status.UNTOLD);
    }

    private static @Nullable String account(@Nullable Acceptor acceptor) {
        return acceptor == null ? null : acceptor.accountId();
    }

    private static @Nullable String offer(@Nullable ProposalSummary proposal) {
        return proposal == null ? null : proposal.offerId();
    }

    private static List<String> licences(JsonNode agreement) {
        return agreement
                .path("entitlements")
                .valueStream()
                .map(it -> it.path("licenseArn").stringValue("").strip())
                .filter(Purchase::isLicence)
                .toList();
    }
}
