package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.marketplaceagreement.MarketplaceAgreementClient;
import software.amazon.awssdk.services.marketplaceagreement.model.AcceptedTerm;
import software.amazon.awssdk.services.marketplaceagreement.model.Filter;
import software.amazon.awssdk.services.marketplaceagreement.model.GetAgreementTermsRequest;
import tools.jackson.databind.JsonNode;

/** One question of a caller, made of several to AWS's agreement service that share its patience. */
final class AgreementQuestion {

    private static final int PAGE = 50;
    private static final Set<String> UNKNOWN = Set.of("ResourceNotFoundException");
    private static final Set<String> NOT_FOR_SELLERS = Set.of(
            "ResourceNotFoundException", "AccessDeniedException", "UnknownOperationException", "ValidationException");

    private final MarketplaceAgreementClient client;
    private final AwsBreaker breaker;
    private final Patience patience = new Patience(System::nanoTime);

    AgreementQuestion(MarketplaceAgreementClient client, AwsBreaker breaker) {
        this.client = client;
        this.breaker = breaker;
    }

    Optional<FoundAgreement> describe(String id) {
        var raw = RawAnswers.holder();
        return ask(
                        "DescribeAgreement",
                        UNKNOWN,
                        left -> client.describeAgreement(request -> request.agreementId(id)
                                .overrideConfiguration(call ->
                                        call.apiCallTimeout(left).putExecutionAttribute(RawAnswers.attribute(), raw))))
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
        return search(Stream.of(filter("AcceptorAccountId", of.acceptor()), filter("OfferId", of.offerId()))).stream()
                .filter(it -> it.id().equals(of.id()))
                .flatMap(it -> it.licences().stream())
                .findFirst()
                .orElse(null);
    }

    List<FoundAgreement> search(Stream<Filter> filters) {
        var all = ofSeller(filters);
        return pages(token -> page(all, token));
    }

    Optional<Page<FoundAgreement>> page(List<Filter> filters, @Nullable String token) {
        var raw = RawAnswers.holder();
        return ask(
                        "SearchAgreements",
                        UNKNOWN,
                        left -> client.searchAgreements(request -> request.catalog("AWSMarketplace")
                                .filters(filters)
                                .maxResults(PAGE)
                                .nextToken(token)
                                .overrideConfiguration(call ->
                                        call.apiCallTimeout(left).putExecutionAttribute(RawAnswers.attribute(), raw))))
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
                        "GetAgreementTerms",
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
                            "GetAgreementEntitlements",
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
        for (var page = 0; page < AwsAgreements.MOST_PAGES; page++) {
            var answer = ask.apply(next);
            answer.ifPresent(it -> found.addAll(it.items()));
            next = answer.map(Page::next).filter(token -> !token.isEmpty()).orElse(null);
            if (next == null) {
                return List.copyOf(found);
            }
        }
        throw new AgreementsUnavailable("more than " + AwsAgreements.MOST_PAGES + " pages", Why.SILENT);
    }

    /** Empty where AWS refuses with one of these codes. */
    private <T> Optional<T> ask(String operation, Set<String> refusals, Function<Duration, T> call) {
        var left = patience.left()
                .orElseThrow(() -> new AgreementsUnavailable("not all answers within " + Patience.LONGEST, Why.SILENT));
        try {
            return Optional.of(breaker.ask(() -> call.apply(left)));
        } catch (AwsServiceException refused) {
            var code = AwsUnanswered.code(refused);
            if (!UNKNOWN.contains(code) && (refusals.contains(code) || Why.of(code) == Why.REFUSED)) {
                breaker.access().refused(operation, code);
            }
            if (!refusals.contains(code)) {
                throw new AgreementsUnavailable(code, Why.of(code));
            }
            return Optional.empty();
        } catch (SdkException unanswered) {
            throw new AgreementsUnavailable(unanswered.getClass().getSimpleName(), Why.SILENT);
        } catch (AwsBreaker.Open open) {
            throw new AgreementsUnavailable(String.valueOf(open.getMessage()), Why.PAUSED);
        }
    }

    static List<Filter> ofSeller(Stream<Filter> filters) {
        return Stream.concat(
                        Stream.of(filter("PartyType", "Proposer"), filter("AgreementType", "PurchaseAgreement")),
                        filters)
                .toList();
    }

    record Page<T>(List<T> items, @Nullable String next) {}

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

    static Filter filter(String name, @Nullable String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
