package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplaceagreement.MarketplaceAgreementClient;
import software.amazon.awssdk.services.marketplaceagreement.model.AcceptedTerm;
import software.amazon.awssdk.services.marketplaceagreement.model.Filter;
import software.amazon.awssdk.services.marketplaceagreement.model.FreeTrialPricingTerm;
import software.amazon.awssdk.services.marketplaceagreement.model.GetAgreementTermsRequest;
import tools.jackson.databind.JsonNode;

/**
 * Asks AWS's agreement service, which lives in one region only. Where a licence stands, AWS documents for buyers; a seller who may not ask gets the licence
 * from a search and {@link Provision#UNTOLD}.
 */
final class AwsAgreements implements Agreements, AutoCloseable {

    static final int MOST_PAGES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(AwsAgreements.class);
    private static final int PAGE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Set<String> UNKNOWN = Set.of("ResourceNotFoundException");
    private static final Set<String> NOT_FOR_SELLERS = Set.of(
            "ResourceNotFoundException", "AccessDeniedException", "UnknownOperationException", "ValidationException");

    private final MarketplaceAgreementClient client;
    private final AwsBreaker breaker;
    private final AtomicBoolean saidSo = new AtomicBoolean();

    AwsAgreements(MarketplaceProperties properties, AwsBreaker breaker) {
        this.client = AwsClients.quick(
                MarketplaceAgreementClient.builder(), properties, Region.US_EAST_1, properties.agreementEndpoint());
        this.breaker = breaker;
    }

    @Override
    public Optional<AgreementReading> byId(String awsAgreementId) {
        var question = new Question();
        return question.describe(awsAgreementId).map(found -> question.complete(found, null));
    }

    @Override
    public Optional<AgreementReading> byLicence(String licenseArn) {
        var question = new Question();
        return question.search("LicenseArn", licenseArn).stream()
                .min(Comparator.comparing((FoundAgreement found) -> !found.isActive())
                        .thenComparing(FoundAgreement.BY_AGE.reversed()))
                .map(found -> question.complete(found, licenseArn));
    }

    @Override
    public List<AgreementReading> chain(String initialAwsAgreementId, String awsAgreementId) {
        var question = new Question();
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
        var question = new Question();
        return question
                .search(Stream.of(filter("AcceptorAccountId", awsAccountId), filter("ResourceIdentifier", productId)))
                .stream()
                .sorted(FoundAgreement.BY_AGE.reversed())
                .map(found -> question.complete(found, null))
                .toList();
    }

    /** A seller may have very many: each page is a question of its own. */
    @Override
    public Changed changed(String productId, @Nullable Instant since, Instant until, @Nullable String page) {
        var filters = Stream.of(
                filter("ResourceIdentifier", productId),
                filter("BeforeLastUpdateTime", until.toString()),
                since == null
                        ? filter("Status", Status.ACTIVE.name())
                        : filter("AfterLastUpdateTime", since.toString()));
        return new Question()
                .page(ofSeller(filters), page)
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

    private static List<Filter> ofSeller(Stream<Filter> filters) {
        return Stream.concat(
                        Stream.of(filter("PartyType", "Proposer"), filter("AgreementType", "PurchaseAgreement")),
                        filters)
                .toList();
    }

    @Override
    public Optional<Instant> freeTrialEnd(AgreementReading reading) {
        var begins = reading.startsAt();
        return begins == null
                ? Optional.empty()
                : new Question()
                        .terms(reading.awsAgreementId()).stream()
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

    @Override
    public void close() {
        client.close();
    }

    /** One question of a caller, made of several to AWS that share its patience. */
    private final class Question {

        private final long until = System.nanoTime() + PATIENCE.toNanos();

        Optional<FoundAgreement> describe(String id) {
            var raw = RawAnswers.holder();
            return ask(
                            UNKNOWN,
                            left -> client.describeAgreement(request -> request.agreementId(id)
                                    .overrideConfiguration(call -> call.apiCallTimeout(left)
                                            .putExecutionAttribute(RawAnswers.attribute(), raw))))
                    .map(answer -> FoundAgreement.of(answer, raw.get()));
        }

        List<FoundAgreement> search(String filter, String value) {
            return search(Stream.of(filter(filter, value)));
        }

        /** AWS tells a licence by search where it tells it nowhere else. */
        private @Nullable String licence(FoundAgreement of) {
            if (!of.licences().isEmpty()) {
                return of.licences().getFirst();
            }
            if (of.acceptor() == null || of.offerId() == null) {
                return null;
            }
            return search(Stream.of(filter("AcceptorAccountId", of.acceptor()), filter("OfferId", of.offerId())))
                    .stream()
                    .filter(it -> it.id().equals(of.id()))
                    .flatMap(it -> it.licences().stream())
                    .findFirst()
                    .orElse(null);
        }

        private List<FoundAgreement> search(Stream<Filter> filters) {
            var all = ofSeller(filters);
            return pages(token -> page(all, token));
        }

        Optional<Page<FoundAgreement>> page(List<Filter> filters, @Nullable String token) {
            var raw = RawAnswers.holder();
            return ask(
                            UNKNOWN,
                            left -> client.searchAgreements(request -> request.catalog("AWSMarketplace")
                                    .filters(filters)
                                    .maxResults(PAGE)
                                    .nextToken(token)
                                    .overrideConfiguration(call -> call.apiCallTimeout(left)
                                            .putExecutionAttribute(RawAnswers.attribute(), raw))))
                    .map(answer -> new Page<>(FoundAgreement.of(answer, raw.get()), answer.nextToken()));
        }

        /** With what only further operations tell. */
        AgreementReading complete(FoundAgreement found, @Nullable String licenseArn) {
            var licences = licences(found.id());
            var standing = licences.stream()
                    .filter(it -> licenseArn == null || isSame(licenseArn, it.licenseArn()))
                    .min(Comparator.comparing(FoundLicence::provision))
                    .orElse(FoundLicence.UNTOLD);
            var licence = licenseArn == null ? standing.licenseArn() : licenseArn;
            return found.reading(licence == null ? licence(found) : licence, standing, isFreeTrial(found.id()));
        }

        private boolean isFreeTrial(String id) {
            return terms(id).stream().anyMatch(term -> term.freeTrialPricingTerm() != null);
        }

        List<AcceptedTerm> terms(String id) {
            return pages(token -> ask(
                            UNKNOWN,
                            left -> client.getAgreementTerms(terms(id, token)
                                    .overrideConfiguration(call -> call.apiCallTimeout(left))
                                    .build()))
                    .map(answer -> new Page<>(answer.acceptedTerms(), answer.nextToken())));
        }

        private List<FoundLicence> licences(String id) {
            return pages(token -> {
                var raw = RawAnswers.holder();
                return ask(
                                NOT_FOR_SELLERS,
                                left -> client.getAgreementTerms(terms(id, token)
                                        .overrideConfiguration(call -> call.apiCallTimeout(left)
                                                .putExecutionAttribute(
                                                        NewerOperation.attribute(), "GetAgreementEntitlements")
                                                .putExecutionAttribute(RawAnswers.attribute(), raw))
                                        .build()))
                        .map(answer -> new Page<>(FoundLicence.of(raw.get()), answer.nextToken()));
            });
        }

        private GetAgreementTermsRequest.Builder terms(String id, @Nullable String token) {
            return GetAgreementTermsRequest.builder()
                    .agreementId(id)
                    .maxResults(PAGE)
                    .nextToken(token);
        }

        private <T> List<T> pages(Function<@Nullable String, Optional<Page<T>>> ask) {
            var found = new ArrayList<T>();
            @Nullable String next = null;
            for (var page = 0; page < MOST_PAGES; page++) {
                var answer = ask.apply(next);
                answer.ifPresent(it -> found.addAll(it.items()));
                next = answer.map(Page::next).filter(token -> !token.isEmpty()).orElse(null);
                if (next == null) {
                    return List.copyOf(found);
                }
            }
            throw new AgreementsUnavailable("more than " + MOST_PAGES + " pages", Why.SILENT);
        }

        /** Empty where AWS refuses with one of these codes. */
        private <T> Optional<T> ask(Set<String> refusals, Function<Duration, T> call) {
            var left = Duration.ofNanos(until - System.nanoTime());
            if (!left.isPositive()) {
                throw new AgreementsUnavailable("not all answers within " + PATIENCE, Why.SILENT);
            }
            try {
                return Optional.of(
                        breaker.ask(() -> call.apply(left.compareTo(AwsClients.TOTAL) < 0 ? left : AwsClients.TOTAL)));
            } catch (AwsServiceException refused) {
                var code = AwsUnanswered.code(refused);
                if (!refusals.contains(code)) {
                    throw new AgreementsUnavailable(code, Why.of(code));
                }
                if (!UNKNOWN.contains(code) && saidSo.compareAndSet(false, true)) {
                    LOG.info("AWS does not tell a seller where licences stand: {}", code);
                }
                return Optional.empty();
            } catch (SdkException unanswered) {
                throw new AgreementsUnavailable(unanswered.getClass().getSimpleName(), Why.SILENT);
            } catch (AwsBreaker.Open open) {
                throw new AgreementsUnavailable(String.valueOf(open.getMessage()), Why.PAUSED);
            }
        }
    }

    private record Page<T>(List<T> items, @Nullable String next) {}

    /** One entry of what {@code GetAgreementEntitlements} lists. */
    record FoundLicence(
            @Nullable String licenseArn,
            Provision provision,
            @Nullable String reason) {

        static final FoundLicence UNTOLD = new FoundLicence(null, Provision.UNTOLD, null);

        static List<FoundLicence> of(JsonNode answer) {
            return Stream.of("agreementEntitlements", "entitlements")
                    .flatMap(name -> answer.path(name).valueStream())
                    .map(it -> new FoundLicence(
                            FoundAgreement.licence(it),
                            FoundAgreement.known(
                                    Provision.class, it.path("status").stringValue(""), Provision.UNTOLD),
                            FoundAgreement.text(it, "statusReasonCode")))
                    .toList();
        }
    }

    private static boolean isSame(String licenseArn, @Nullable String other) {
        return other != null && Purchase.licence(licenseArn).equals(Purchase.licence(other));
    }

    private static Filter filter(String name, @Nullable String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
