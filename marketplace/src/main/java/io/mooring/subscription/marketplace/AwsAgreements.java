package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.subscription.api.Listing;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplaceagreement.MarketplaceAgreementClient;
import software.amazon.awssdk.services.marketplaceagreement.model.AcceptedTerm;
import software.amazon.awssdk.services.marketplaceagreement.model.FreeTrialPricingTerm;

/**
 * Asks AWS's agreement service, which lives in one region only. Where a licence stands, AWS documents for buyers; a seller who may not ask gets the licence
 * from a search and {@link Provision#UNTOLD}.
 */
final class AwsAgreements implements Agreements, AutoCloseable {

    static final int MOST_PAGES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(AwsAgreements.class);

    private final MarketplaceAgreementClient client;
    private final AwsBreaker breaker;

    AwsAgreements(MarketplaceProperties properties, AwsBreaker breaker) {
        this.client = AwsClients.quick(
                MarketplaceAgreementClient.builder(), properties, Region.US_EAST_1, properties.agreementEndpoint());
        this.breaker = breaker;
    }

    @Override
    public Optional<AgreementReading> byId(String awsAgreementId) {
        var question = question();
        return question.describe(awsAgreementId).map(found -> question.complete(found, null));
    }

    @Override
    public Optional<AgreementReading> byLicence(String licenseArn) {
        var question = question();
        return question.search("LicenseArn", licenseArn).stream()
                .min(Comparator.comparing((FoundAgreement found) -> !found.isActive())
                        .thenComparing(FoundAgreement.BY_AGE.reversed()))
                .map(found -> question.complete(found, licenseArn));
    }

    @Override
    public List<AgreementReading> chain(String initialAwsAgreementId, String awsAgreementId) {
        var question = question();
        var found = new ArrayList<>(question.search("InitialAgreementId", initialAwsAgreementId));
        if (found.stream().noneMatch(it -> it.id().equals(initialAwsAgreementId))) {
            question.describe(initialAwsAgreementId).ifPresent(found::add);
        }
        found.sort(FoundAgreement.BY_AGE);
        var asked = found.stream().map(FoundAgreement::id).toList().indexOf(awsAgreementId);
        return found.stream()
                .skip(Math.max(asked - 1, 0))
                .map(it -> question.complete(it, null))
                .toList();
    }

    @Override
    public List<AgreementReading> ofAccount(String awsAccountId, String productId) {
        var question = question();
        return question
                .search(Stream.of(
                        AgreementQuestion.filter("AcceptorAccountId", awsAccountId),
                        AgreementQuestion.filter("ResourceIdentifier", productId)))
                .stream()
                .sorted(FoundAgreement.BY_AGE.reversed())
                .map(found -> question.complete(found, null))
                .toList();
    }

    /** A seller may have very many: each page is a question of its own. */
    @Override
    public Changed changed(String productId, @Nullable Instant since, Instant until, @Nullable String page) {
        var filters = Stream.of(
                AgreementQuestion.filter("ResourceIdentifier", productId),
                AgreementQuestion.filter("BeforeLastUpdateTime", until.toString()),
                since == null
                        ? AgreementQuestion.filter("Status", Status.ACTIVE.name())
                        : AgreementQuestion.filter("AfterLastUpdateTime", since.toString()));
        return question()
                .page(AgreementQuestion.ofSeller(filters), page)
                .map(answer -> new Changed(
                        answer.items().stream().map(FoundAgreement::id).toList(),
                        answer.next() == null || answer.next().isEmpty() ? null : answer.next()))
                .orElse(new Changed(List.of(), null));
    }

    /** There is one only. */
    @Override
    public Agreements ofSeller(Listing listing) {
        return this;
    }

    @Override
    public Optional<Instant> freeTrialEnd(AgreementReading reading) {
        var begins = reading.startsAt();
        return begins == null
                ? Optional.empty()
                : question().terms(reading.awsAgreementId()).stream()
                        .map(AcceptedTerm::freeTrialPricingTerm)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(FreeTrialPricingTerm::duration)
                        .flatMap(duration -> after(begins, duration));
    }

    /** AWS writes it like {@code P30D}. */
    private static Optional<Instant> after(Instant begins, String duration) {
        try {
            return Optional.of(
                    begins.atOffset(ZoneOffset.UTC).plus(Period.parse(duration)).toInstant());
        } catch (DateTimeException unreadable) {
            LOG.warn("A free trial lasts for \"{}\", which is no number of days", duration);
            return Optional.empty();
        }
    }

    private AgreementQuestion question() {
        return new AgreementQuestion(client, breaker);
    }

    @Override
    public void close() {
        client.close();
    }
}
