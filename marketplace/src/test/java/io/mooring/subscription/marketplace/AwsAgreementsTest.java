package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.Agreements.Changed;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class AwsAgreementsTest {

    private static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    private static final String OTHER = "arn:aws:license-manager::222222222222:license:l-0456";
    private static final String NO_TERMS = "{\"acceptedTerms\":[{\"legalTerm\":{\"type\":\"LegalTerm\"}}]}";
    private static final String NOTHING_FOUND = "{\"agreementViewSummaries\":[]}";

    private final AwsStub aws = new AwsStub();
    private final AwsAgreements agreements = new AwsAgreements(aws.properties(), Breakers.closed());

    @AfterEach
    void stop() {
        agreements.close();
        aws.close();
    }

    @Test
    void what_was_changed_is_searched_for_page_by_page_and_the_first_time_what_is_in_force() {
        aws.answer("{\"agreementViewSummaries\":[{\"agreementId\":\"agmt-a\"}],\"nextToken\":\"more\"}")
                .answer("{\"agreementViewSummaries\":[],\"nextToken\":\"still more\"}")
                .answer("{\"agreementViewSummaries\":[{\"agreementId\":\"agmt-b\"}]}")
                .answer("{\"agreementViewSummaries\":[]}");

        var until = MADE_AT.plusSeconds(1);
        assertThat(agreements.changed("prod-1", MADE_AT, until, null))
                .isEqualTo(new Changed(List.of("agmt-a"), "more"));
        assertThat(agreements.changed("prod-1", MADE_AT, until, "more"))
                .isEqualTo(new Changed(List.of(), "still more"));
        assertThat(agreements.changed("prod-1", MADE_AT, until, "still more"))
                .isEqualTo(new Changed(List.of("agmt-b"), null));
        assertThat(agreements.changed("prod-1", null, MADE_AT, null)).isEqualTo(new Changed(List.of(), null));

        assertThat(filters(0))
                .isEqualTo(filters(1))
                .containsEntry("ResourceIdentifier", "prod-1")
                .containsEntry("AfterLastUpdateTime", MADE_AT.toString())
                .containsEntry("BeforeLastUpdateTime", MADE_AT.plusSeconds(1).toString())
                .doesNotContainKey("Status");
        assertThat(aws.requests.get(2).body().path("nextToken").stringValue()).isEqualTo("still more");
        assertThat(filters(3)).containsEntry("Status", "ACTIVE").doesNotContainKey("AfterLastUpdateTime");
    }

    private Map<String, String> filters(int request) {
        var filters = new HashMap<String, String>();
        for (var filter : aws.requests.get(request).body().path("filters")) {
            filters.put(
                    filter.path("name").stringValue(),
                    filter.path("values").path(0).stringValue());
        }
        return filters;
    }

    @Test
    void a_free_trial_ends_as_long_after_the_beginning_as_its_terms_say() {
        aws.answer("{\"acceptedTerms\":[{\"usageBasedPricingTerm\":{}}],\"nextToken\":\"more\"}")
                .answer("{\"acceptedTerms\":[{\"freeTrialPricingTerm\":{\"duration\":\"P30D\"}}]}")
                .answer("{\"acceptedTerms\":[{\"freeTrialPricingTerm\":{\"duration\":\"a month\"}}]}")
                .answer("{\"acceptedTerms\":[]}");
        var reading = io.mooring.testsupport.agreement.Agreements.reading(Status.ACTIVE, Provision.PROVISIONED, true);

        assertThat(agreements.freeTrialEnd(reading)).contains(MADE_AT.plus(Duration.ofDays(30)));
        assertThat(agreements.freeTrialEnd(reading)).isEmpty();
        assertThat(agreements.freeTrialEnd(reading)).isEmpty();
    }

    @Test
    void an_agreement_is_described_with_its_licence_and_its_terms() {
        aws.answer("{\"agreementId\":\"agmt-b\",\"initialAgreementId\":\"agmt-a\",\"status\":\"ACTIVE\","
                        + "\"acceptor\":{\"accountId\":\"222222222222\"},\"startTime\":1767225600,\"endTime\":1798761600,"
                        + "\"proposalSummary\":{\"offerId\":\"offer-1\"}}")
                .answer(entitlements("agreementEntitlements", entitled(LICENCE, "PROVISIONED", "AGREEMENT_ACTIVE")))
                .answer("{\"acceptedTerms\":[{\"freeTrialPricingTerm\":{\"duration\":\"P30D\"}}]}");

        assertThat(agreements.byId("agmt-b"))
                .contains(new AgreementReading(
                        "agmt-b",
                        Status.ACTIVE,
                        "agmt-a",
                        "222222222222",
                        "offer-1",
                        LICENCE,
                        Provision.PROVISIONED,
                        "AGREEMENT_ACTIVE",
                        true,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(aws.requests)
                .extracting(AwsStub.Request::target)
                .containsExactly(
                        "AWSMPCommerceService_v20200301.DescribeAgreement",
                        "AWSMPCommerceService_v20200301.GetAgreementEntitlements",
                        "AWSMPCommerceService_v20200301.GetAgreementTerms");
        assertThat(aws.requests).allSatisfy(request -> {
            assertThat(request.body().path("agreementId").stringValue()).isEqualTo("agmt-b");
            assertThat(request.authorization())
                    .contains("/us-east-1/aws-marketplace/aws4_request")
                    .contains("x-amz-target");
        });
    }

    @Test
    void an_agreement_that_aws_does_not_know_is_none() {
        aws.refuse(400, "ResourceNotFoundException");

        assertThat(agreements.byId("agmt-x")).isEmpty();
    }

    @Test
    void a_licence_is_searched_for_in_all_pages_and_its_active_agreement_wins() {
        aws.answer(found("\"2\"", summary("agmt-new", "CANCELLED", 3, LICENCE)))
                .answer(found("\"3\""))
                .answer(found(
                        "null", summary("agmt-old", "ACTIVE", 1, LICENCE), summary("agmt-mid", "ACTIVE", 2, LICENCE)))
                .answer(entitlements("agreementEntitlements", entitled(LICENCE, "PROVISIONED", "")))
                .answer(NO_TERMS);

        assertThat(agreements.byLicence(LICENCE)).get().satisfies(reading -> {
            assertThat(reading.awsAgreementId()).isEqualTo("agmt-mid");
            assertThat(reading.initialAwsAgreementId()).isEqualTo("agmt-first");
            assertThat(reading.licenseArn()).isEqualTo(LICENCE);
            assertThat(reading.provisionReason()).isNull();
            assertThat(reading.freeTrial()).isFalse();
        });
        assertThat(aws.requests.getFirst().body().path("catalog").stringValue()).isEqualTo("AWSMarketplace");
        assertThat(aws.requests.getFirst().body().path("filters"))
                .hasToString("[{\"name\":\"PartyType\",\"values\":[\"Proposer\"]},"
                        + "{\"name\":\"AgreementType\",\"values\":[\"PurchaseAgreement\"]},"
                        + "{\"name\":\"LicenseArn\",\"values\":[\"" + LICENCE + "\"]}]");
        assertThat(aws.requests.subList(0, 3))
                .extracting(request -> request.body().path("nextToken").stringValue("first"))
                .containsExactly("first", "2", "3");
    }

    @Test
    void the_newest_agreement_wins_where_none_is_active() {
        aws.answer(found(
                        "null", summary("agmt-old", "RENEWED", 1, LICENCE), summary("agmt-new", "EXPIRED", 2, LICENCE)))
                .answer(entitlements("entitlements", entitled(LICENCE, "DEPROVISIONED", "AGREEMENT_INACTIVE")))
                .answer(NO_TERMS);

        assertThat(agreements.byLicence(LICENCE)).get().satisfies(reading -> {
            assertThat(reading.awsAgreementId()).isEqualTo("agmt-new");
            assertThat(reading.provision()).isEqualTo(Provision.DEPROVISIONED);
        });
    }

    @Test
    void a_licence_without_an_agreement_is_none() {
        aws.answer(NOTHING_FOUND);

        assertThat(agreements.byLicence(LICENCE)).isEmpty();
    }

    @Test
    void of_several_licences_the_one_that_gives_most_speaks_for_the_agreement() {
        aws.answer("{\"agreementId\":\"agmt-a\",\"status\":\"ACTIVE\"}")
                .answer(entitlements(
                        "agreementEntitlements",
                        entitled(OTHER, "FAILED", "INVALID_PAYMENT_INSTRUMENT"),
                        entitled(LICENCE, "SCHEDULED", "FUTURE_START_DATE")))
                .answer(NO_TERMS);

        assertThat(agreements.byId("agmt-a")).get().satisfies(reading -> {
            assertThat(reading.licenseArn()).isEqualTo(LICENCE);
            assertThat(reading.provision()).isEqualTo(Provision.SCHEDULED);
            assertThat(reading.provisionReason()).isEqualTo("FUTURE_START_DATE");
        });
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDeniedException", "400, UnknownOperationException", "400, AccessDeniedException"})
    void a_seller_who_may_not_ask_for_licences_gets_them_from_a_search(int status, String refusal) {
        aws.answer("{\"agreementId\":\"agmt-a\",\"status\":\"ACTIVE\",\"acceptor\":{\"accountId\":\"222222222222\"},"
                        + "\"proposalSummary\":{\"offerId\":\"offer-1\"}}")
                .refuse(status, refusal)
                .answer(found("null", summary("agmt-z", "ACTIVE", 1, OTHER), summary("agmt-a", "ACTIVE", 1, LICENCE)))
                .answer(NO_TERMS);

        assertThat(agreements.byId("agmt-a")).get().satisfies(reading -> {
            assertThat(reading.licenseArn()).isEqualTo(LICENCE);
            assertThat(reading.provision()).isEqualTo(Provision.UNTOLD);
        });
        assertThat(aws.requests.get(2).body().path("filters").toString())
                .contains("{\"name\":\"AcceptorAccountId\",\"values\":[\"222222222222\"]}")
                .contains("{\"name\":\"OfferId\",\"values\":[\"offer-1\"]}");
    }

    @Test
    void words_that_are_not_known_here_are_untold() {
        aws.answer("{\"agreementId\":\"agmt-a\",\"status\":\"PAUSED\"}")
                .answer(entitlements("agreementEntitlements", entitled(LICENCE, "PAINTED", "WET"), "7"))
                .answer(NO_TERMS);

        assertThat(agreements.byId("agmt-a")).get().satisfies(reading -> {
            assertThat(reading.status()).isEqualTo(Status.UNTOLD);
            assertThat(reading.provision()).isEqualTo(Provision.UNTOLD);
            assertThat(reading.provisionReason()).isEqualTo("WET");
        });
    }

    @Test
    void a_chain_is_told_oldest_first_with_the_agreement_that_began_it() {
        aws.answer(found("null", summary("agmt-c", "ACTIVE", 3, OTHER), summary("agmt-b", "RENEWED", 2, LICENCE)))
                .answer("{\"agreementId\":\"agmt-first\",\"status\":\"RENEWED\",\"acceptanceTime\":1000000000}")
                .answer(entitlements("agreementEntitlements"))
                .answer(NO_TERMS)
                .answer(entitlements("agreementEntitlements"))
                .answer(NO_TERMS)
                .answer(entitlements("agreementEntitlements"))
                .answer(NO_TERMS);

        assertThat(agreements.chain("agmt-first", "agmt-b"))
                .extracting(AgreementReading::awsAgreementId)
                .containsExactly("agmt-first", "agmt-b", "agmt-c");
    }

    @Test
    void an_error_without_a_type_is_told_by_its_status() {
        aws.refuseWithoutType(403);

        assertThatThrownBy(() -> agreements.byId("agmt-a")).hasMessage("The agreements could not be read: HTTP 403");
    }

    @Test
    void a_licence_that_is_spelled_in_another_way_is_the_same() {
        aws.answer(found("null", summary("agmt-a", "ACTIVE", 1, LICENCE)))
                .answer(entitlements(
                        "agreementEntitlements", entitled(LICENCE, "FAILED", "INVALID_PAYMENT_INSTRUMENT")))
                .answer(NO_TERMS);

        assertThat(agreements.byLicence(LICENCE.replace(":license:l-", ":license/l-")))
                .get()
                .satisfies(reading -> assertThat(reading.provision()).isEqualTo(Provision.FAILED));
    }

    @Test
    void of_a_long_chain_only_the_end_is_asked_about() {
        var summaries = IntStream.rangeClosed(1, 25)
                .mapToObj(day -> summary(day == 1 ? "agmt-first" : "agmt-" + day, "RENEWED", day, LICENCE))
                .toArray(String[]::new);
        aws.answer(found("null", summaries))
                .answer(entitlements("agreementEntitlements"))
                .answer(NO_TERMS)
                .answer(entitlements("agreementEntitlements"))
                .answer(NO_TERMS);

        assertThat(agreements.chain("agmt-first", "agmt-25"))
                .extracting(AgreementReading::awsAgreementId)
                .containsExactly("agmt-24", "agmt-25");
        assertThat(aws.requests).hasSize(5);
    }

    @Test
    void pages_without_end_are_not_walked_for_ever() {
        aws.answer(found("\"again\""));

        assertThatThrownBy(() -> agreements.byLicence(LICENCE)).isInstanceOf(AgreementsUnavailable.class);
        assertThat(aws.requests).hasSize(AwsAgreements.MOST_PAGES);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException, 1",
        "403, AccessDeniedException, 1",
        "400, ThrottlingException, 3",
        "500, InternalServerException, 3"
    })
    void an_error_of_aws_is_not_an_empty_answer(int status, String type, int tries) {
        aws.refuse(status, type);

        assertThatThrownBy(() -> agreements.byLicence(LICENCE))
                .isInstanceOf(AgreementsUnavailable.class)
                .hasMessageContaining(type);
        assertThat(aws.requests).hasSize(tries);
    }

    @Test
    void an_error_while_the_licence_is_asked_for_is_not_an_untold_one() {
        aws.answer("{\"agreementId\":\"agmt-a\",\"status\":\"ACTIVE\"}").refuse(500, "InternalServerException");

        assertThatThrownBy(() -> agreements.byId("agmt-a")).isInstanceOf(AgreementsUnavailable.class);
    }

    @Test
    void nobody_there_is_unavailable() {
        try (var lost = new AwsAgreements(AwsStub.properties(URI.create("http://127.0.0.1:1")), Breakers.closed())) {
            assertThatThrownBy(() -> lost.byId("agmt-a")).isInstanceOf(AgreementsUnavailable.class);
        }
    }

    @Test
    void what_may_not_be_asked_is_logged_once_and_never_in_the_words_of_aws() {
        var seen = new ListAppender<ILoggingEvent>();
        var everything = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = everything.getLevel();
        seen.start();
        everything.addAppender(seen);
        everything.setLevel(Level.DEBUG);
        try {
            for (var time = 0; time < 2; time++) {
                aws.answer("{\"agreementId\":\"agmt-a\",\"status\":\"ACTIVE\"}")
                        .refuse(403, "AccessDeniedException")
                        .answer(NO_TERMS);
            }
            agreements.byId("agmt-a");
            agreements.byId("agmt-a");
        } finally {
            everything.setLevel(before);
            everything.detachAppender(seen);
        }
        var log = seen.list.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
        assertThat(log)
                .filteredOn(line -> line.contains("AWS refuses to answer GetAgreementEntitlements"))
                .hasSize(1);
        assertThat(log).noneSatisfy(line -> assertThat(line).contains("t0k3n"));
        assertThat(log).noneSatisfy(line -> assertThat(line).contains("s3cr3t"));
    }

    /** Where the role may not ask, every purchase is refused: that is counted for each, and said once. */
    @Test
    void what_the_role_may_not_ask_is_counted_and_said_once_for_each_operation() {
        aws.refuse(403, "AccessDeniedException");
        var meters = new SimpleMeterRegistry();
        var said = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(AwsAccess.class);
        said.start();
        log.addAppender(said);
        try (var refused = new AwsAgreements(
                aws.properties(), new AwsBreaker("agreements", List.of("newer"), Clock.systemUTC(), meters))) {
            for (var purchase = 0; purchase < 3; purchase++) {
                assertThatThrownBy(() -> refused.byLicence(LICENCE)).isInstanceOf(AgreementsUnavailable.class);
            }
            assertThatThrownBy(() -> refused.byId("agmt-a")).isInstanceOf(AgreementsUnavailable.class);
        } finally {
            log.detachAppender(said);
        }

        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "AWS refuses to answer SearchAgreements for [newer]: AccessDeniedException",
                        "AWS refuses to answer DescribeAgreement for [newer]: AccessDeniedException");
        assertThat(refusals(meters, "SearchAgreements")).isEqualTo(3);
        assertThat(refusals(meters, "DescribeAgreement")).isEqualTo(1);
    }

    private static double refusals(SimpleMeterRegistry meters, String operation) {
        return meters.counter(
                        "mooring.aws.refused", "service", "agreements", "listings", "newer", "operation", operation)
                .count();
    }

    private static String found(String next, String... summaries) {
        return "{\"agreementViewSummaries\":[" + String.join(",", summaries) + "],\"nextToken\":" + next + "}";
    }

    private static String summary(String id, String status, int day, String licence) {
        return "{\"agreementId\":\"" + id + "\",\"status\":\"" + status + "\",\"initialAgreementId\":\"agmt-first\","
                + "\"acceptanceTime\":" + (1767225600 + day * 86400) + ",\"acceptor\":{\"accountId\":\"222222222222\"},"
                + "\"entitlements\":[{\"licenseArn\":\"" + licence + "\"}]}";
    }

    private static String entitlements(String name, String... entitlements) {
        return "{\"" + name + "\":[" + String.join(",", entitlements) + "]}";
    }

    private static String entitled(String licence, String status, String reason) {
        return "{\"licenseArn\":\"" + licence + "\",\"status\":\"" + status + "\",\"statusReasonCode\":\"" + reason
                + "\"}";
    }
}
