package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.AgreementEvents.AGREEMENT;
import static io.mooring.subscription.marketplace.AgreementEvents.AT;
import static io.mooring.subscription.marketplace.AgreementEvents.BUYER;
import static io.mooring.subscription.marketplace.AgreementEvents.LICENCE;
import static io.mooring.subscription.marketplace.AgreementEvents.PRODUCT;
import static io.mooring.subscription.marketplace.AgreementEvents.created;
import static io.mooring.subscription.marketplace.AgreementEvents.detail;
import static io.mooring.subscription.marketplace.AgreementEvents.ended;
import static io.mooring.subscription.marketplace.AgreementEvents.licence;
import static io.mooring.subscription.marketplace.AgreementEvents.message;
import static io.mooring.subscription.marketplace.AgreementEvents.other;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.AgreementStanding.Succession;
import io.mooring.agreement.api.AnnounceAgreementEnd;
import io.mooring.agreement.api.DeprovisionAgreement;
import io.mooring.agreement.api.EndAgreement;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.agreement.api.RecordAgreement;
import io.mooring.agreement.api.SucceedAgreement;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Rejected;
import io.mooring.subscription.marketplace.Reading.AgreementMessage.Change;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import io.mooring.testsupport.agreement.Agreements;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of EventBridge, from the bytes in the queue to the commands. */
class AgreementIntakeIT {

    private static final AgreementId ID = AgreementId.of("aws", AGREEMENT);
    private static final Purchase PURCHASE = new Purchase("newer", "aws", PRODUCT, null, LICENCE);
    private static final AgreementStanding UNKNOWN = Agreements.standing(null, null, null, null, null, null);

    private final IntakeFixture fixture = new IntakeFixture();
    private final Intake intake = fixture.intake;
    private final List<Object> sent = new ArrayList<>();

    AgreementIntakeIT() {
        fixture.commands.before(sent::add);
        fixture.commands.answering(command -> UNKNOWN);
    }

    @Test
    void an_agreement_is_recorded() {
        var renewal = created("e-1", "RENEW");
        agreement(renewal).put("previousAgreementId", "agmt-aaa0");

        assertThat(intake.handle(message(renewal))).isEqualTo(new Done("APPLIED"));

        assertThat(sent)
                .containsExactly(new RecordAgreement(
                        ID,
                        AGREEMENT,
                        AgreementIntent.RENEW,
                        "agmt-aaa0",
                        BUYER,
                        "offer-xyz",
                        Instant.parse("2026-11-23T01:02:00Z"),
                        Instant.parse("2027-11-23T01:02:00Z"),
                        AT));
        assertThat(fixture.commands.actors()).containsExactly("aws:e-1");
        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains(
                                entry("feed", "eventbridge"),
                                entry("stable_id", "e-1"),
                                entry("outcome", "APPLIED"),
                                entry("action", "Purchase Agreement Created"),
                                entry("agreement_id", AGREEMENT)));
    }

    @Test
    void an_end_that_is_told_ahead_is_recorded_and_one_that_does_not_say_when_is_not() {
        var announced = AgreementEvents.other("e-1", "Purchase Agreement Ending - Proposer");
        agreement(announced).put("endTime", "2027-11-23T01:02:00Z");
        agreement(announced).put("daysBeforeEndTime", 90);
        agreement(announced).put("autoRenewalEnabled", true);
        var undated = AgreementEvents.other("e-2", "Purchase Agreement Ending - Proposer");

        assertThat(intake.handle(message(announced))).isEqualTo(new Done("APPLIED"));
        assertThat(intake.handle(message(undated))).isEqualTo(new Done("RECORDED"));

        assertThat(sent)
                .containsExactly(
                        new AnnounceAgreementEnd(ID, AGREEMENT, Instant.parse("2027-11-23T01:02:00Z"), true, AT));
    }

    @Test
    void a_licence_confirms_the_purchase() {
        fixture.commands.answering(command -> Agreements.standing(PURCHASE, "offer-xyz", AT, null, null, null));

        intake.handle(message(licence("e-1", "Updated")));

        var id = PURCHASE.subscriptionId();
        assertThat(sent)
                .containsExactly(
                        new LicenseAgreement(ID, AGREEMENT, PURCHASE, "offer-xyz", AT),
                        new SubscribeFromMarketplace(id, PURCHASE, null, false),
                        new ConfirmSubscription(id, PURCHASE, "offer-xyz", false, AT));
        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("subscription_id", id.value()));
    }

    @Test
    void the_end_of_an_agreement_begins_the_end_of_the_purchase_that_it_is_known_to_be_about() {
        fixture.commands.answering(
                command -> Agreements.standing(PURCHASE, null, AT, null, AgreementEnd.CANCELLED, AT));

        intake.handle(message(ended("e-1", "CANCELLED")));

        assertThat(sent)
                .startsWith(new EndAgreement(ID, AGREEMENT, AgreementEnd.CANCELLED, AT))
                .endsWith(new BeginEndingSubscription(PURCHASE.subscriptionId(), PURCHASE, AT));
    }

    @Test
    void the_end_of_a_licence_is_handed_on() {
        intake.handle(message(licence("e-1", "Deprovisioned")));

        assertThat(sent).containsExactly(new DeprovisionAgreement(ID, AGREEMENT, PURCHASE, AT));
    }

    @Test
    void aws_is_asked_about_what_a_message_does_not_say() {
        intake.handle(message(licence("e-1", "Updated")));
        intake.handle(message(licence("e-2", "Deprovisioned")));
        intake.handle(message(ended("e-3", "RENEWED")));
        intake.handle(message(ended("e-4", "CANCELLED")));

        assertThat(fixture.readings.requested)
                .containsExactly(
                        PURCHASE.subscriptionId() + " MESSAGE",
                        PURCHASE.subscriptionId() + " MESSAGE",
                        AGREEMENT + " MESSAGE");
    }

    @Test
    void what_an_agreement_hands_on_goes_to_its_predecessor_and_no_further() {
        var before = new Succession("agmt-aaa0", AgreementId.of("aws", "agmt-aaa0"), null, AT);
        var furtherBack = new Succession("agmt-aa00", AgreementId.of("aws", "agmt-aa00"), null, AT);
        fixture.commands.answering(command -> new AgreementStanding(
                AGREEMENT,
                PURCHASE,
                null,
                null,
                AT,
                null,
                null,
                null,
                null,
                false,
                null,
                command instanceof SucceedAgreement ? furtherBack : before,
                null,
                null,
                null,
                null,
                null));

        intake.handle(message(licence("e-1", "Updated")));

        assertThat(sent.stream().filter(SucceedAgreement.class::isInstance))
                .containsExactly(new SucceedAgreement(before.agreementId(), "agmt-aaa0", AGREEMENT, PURCHASE, AT));
    }

    @Test
    void an_advisory_waits_for_a_person_until_aws_resolves_it() {
        intake.handle(message(other("e-1", "Purchase Agreement Advisory Issued - Manufacturer")));
        intake.handle(message(other("e-2", "Purchase Agreement Advisory Resolved - Manufacturer")));

        assertThat(sent)
                .containsExactly(
                        new OpenTask(TaskKind.ADVISORY, new TaskSubject(AGREEMENT, AGREEMENT, null, null), AT, null),
                        new SettleTask(TaskId.of(TaskKind.ADVISORY, AGREEMENT), AT, true));
    }

    @Test
    void a_cancellation_that_is_asked_for_waits_for_a_person_for_seven_days() {
        var asked = other("e-1", "Agreement Cancellation Request Pending Approval - Proposer");
        detail(asked).put("agreementCancellationRequest", Map.of("id", "acr-1", "reasonCode", "OTHER"));
        var answered = other("e-2", "Agreement Cancellation Request Rejected - Proposer");
        detail(answered).put("agreementCancellationRequest", Map.of("id", "acr-1"));

        intake.handle(message(asked));
        intake.handle(message(answered));

        assertThat(sent)
                .containsExactly(
                        new OpenTask(
                                TaskKind.CANCELLATION_REQUESTED,
                                new TaskSubject("acr-1", AGREEMENT, null, "OTHER"),
                                AT,
                                AT.plus(Duration.ofDays(7))),
                        new SettleTask(TaskId.of(TaskKind.CANCELLATION_REQUESTED, "acr-1"), AT, true));
    }

    @ParameterizedTest
    @CsvSource({
        "Purchase Agreement Billing Adjustment Failed - Proposer, BILLING_ADJUSTMENT_FAILED",
        "Purchase Agreement Spend Threshold Vet Failed - Proposer, SPEND_VET_FAILED"
    })
    void what_else_goes_wrong_with_money_waits_for_a_person(String detailType, TaskKind kind) {
        intake.handle(message(other("e-1", detailType)));

        assertThat(sent)
                .singleElement()
                .isInstanceOfSatisfying(
                        OpenTask.class, task -> assertThat(task.kind()).isEqualTo(kind));
    }

    @Test
    void a_refund_is_known_by_its_request_where_aws_names_no_agreement() {
        var failed = refund("e-1", "Failed");
        var completed = refund("e-2", "Completed");

        assertThat(intake.handle(message(failed))).isEqualTo(new Done("APPLIED"));
        assertThat(intake.handle(message(completed))).isEqualTo(new Done("APPLIED"));

        assertThat(sent)
                .containsExactly(
                        new OpenTask(
                                TaskKind.BILLING_ADJUSTMENT_FAILED,
                                new TaskSubject("bar-1", null, null, "INCORRECT_METERING"),
                                AT,
                                null),
                        new SettleTask(TaskId.of(TaskKind.BILLING_ADJUSTMENT_FAILED, "bar-1"), AT, true));
        assertThat(fixture.inbox()).hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("agreement_id", null));
    }

    @Test
    void a_refund_without_request_and_agreement_is_put_aside() {
        var nameless = refund("e-1", "Failed");
        detail(nameless).remove("billingAdjustmentRequest");

        assertThat(intake.handle(message(nameless))).isEqualTo(new Rejected("no id", true));
    }

    /** As AWS documents it. */
    private static Map<String, Object> refund(String id, String how) {
        var event = other(id, "Purchase Agreement Billing Adjustment " + how + " - Proposer");
        detail(event).remove("agreement");
        detail(event)
                .put(
                        "billingAdjustmentRequest",
                        Map.of(
                                "id", "bar-1",
                                "adjustmentAmount", "12.50",
                                "currencyCode", "USD",
                                "adjustmentReasonCode", "INCORRECT_METERING"));
        detail(event).put("invoice", Map.of("originalInvoiceId", "inv-1"));
        return event;
    }

    @Test
    void what_is_older_than_what_is_known_of_an_agreement_is_stale() {
        fixture.commands.hearing(command -> new Hearing(Heard.OLDER, "renewed", AT.plusSeconds(60)));

        assertThat(intake.handle(message(ended("e-1", "CANCELLED")))).isEqualTo(new Done("STALE"));
        assertThat(intake.handle(message(other("e-2", "Purchase Agreement Advisory Issued - Manufacturer"))))
                .isEqualTo(new Done("STALE"));

        assertThat(fixture.inbox())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("reason", "what counts is: renewed, said at 2026-11-23T01:03:03Z"));
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void every_kind_of_event_is_known_in_both_roles(Change change) {
        for (var role : List.of("Manufacturer", "Proposer")) {
            var event = licence("e-" + role, "Updated");
            event.put("detail-type", change.text() + " - " + role);
            agreement(event).put("intent", "AMEND");
            agreement(event).put("status", "EXPIRED");

            assertThat(intake.handle(message(event))).isInstanceOf(Done.class);
        }
        assertThat(fixture.inbox())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).containsEntry("action", change.text()));
    }

    @Test
    void a_repeated_event_has_no_second_effect() {
        intake.handle(message(licence("e-1", "Updated")));

        assertThat(intake.handle(message(licence("e-1", "Updated")))).isEqualTo(new Done("DUPLICATE"));
        assertThat(fixture.commands.names()).containsExactly("LicenseAgreement");
    }

    @ParameterizedTest
    @CsvSource({
        "source, aws.marketplacecatalog, an event of aws.marketplacecatalog",
        "detail-type, License Updated - Bystander, unknown detail type: License Updated - Bystander",
        "detail-type, License Painted - Manufacturer, unknown detail type: License Painted - Manufacturer",
        "account, 999999999999, unknown seller account: 999999999999",
        "time, yesterday, time is not a time of ISO 8601"
    })
    void an_envelope_that_is_not_ours_is_quarantined(String field, String value, String reason) {
        var event = licence("e-1", "Updated");
        event.put(field, value);

        assertThat(intake.handle(message(event))).isEqualTo(new Rejected(reason, true));

        assertThat(sent).isEmpty();
        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains(
                                entry("feed", "eventbridge"),
                                entry("stable_id", "e-1"),
                                entry("outcome", "DEAD_LETTERED"),
                                entry("reason", reason)));
    }

    @Test
    void a_product_that_is_not_ours_is_quarantined() {
        var otherCode = licence("e-1", "Updated");
        detail(otherCode).put("product", Map.of("code", "zzz", "id", "prod-zzz"));
        var otherId = licence("e-2", "Updated");
        detail(otherId).put("product", Map.of("code", PRODUCT, "id", "prod-zzz"));

        assertThat(intake.handle(message(otherCode))).isEqualTo(new Rejected("unknown product: zzz", true));
        assertThat(intake.handle(message(otherId)))
                .isEqualTo(new Rejected("product id prod-zzz is not that of listing newer", true));
    }

    @Test
    void what_the_other_feed_says_of_a_listing_is_recorded_and_has_no_effect() {
        var event = licence("e-1", "Updated");
        detail(event).put("product", Map.of("code", Notifications.PRODUCT));
        assertThat(intake.handle(message(event))).isEqualTo(new Done("RECORDED"));

        var fields = Notifications.fields("subscribe-success");
        fields.put("product-code", PRODUCT);

        assertThat(intake.handle(Notifications.message(Notifications.json(fields))))
                .isEqualTo(new Done("RECORDED"));
        assertThat(sent).isEmpty();
    }

    @Test
    void what_the_seller_buys_itself_is_recorded_and_has_no_effect() {
        var bought = created("e-1", "NEW");
        bought.put("detail-type", "Purchase Agreement Created - Acceptor");

        assertThat(intake.handle(message(bought))).isEqualTo(new Done("RECORDED"));
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agreement", "product", "license"})
    void a_licence_event_without_what_it_is_about_is_quarantined(String missing) {
        var event = licence("e-1", "Updated");
        detail(event).remove(missing);

        assertThat(intake.handle(message(event))).isInstanceOf(Rejected.class);
    }

    @Test
    void what_aws_adds_one_day_is_quarantined_and_not_guessed_at() {
        assertThat(intake.handle(message(created("e-1", "BARTER"))))
                .isEqualTo(new Rejected("unknown agreement.intent: BARTER", true));
        assertThat(intake.handle(message(ended("e-2", "FORGOTTEN"))))
                .isEqualTo(new Rejected("unknown agreement.status: FORGOTTEN", true));
        assertThat(intake.handle(message(other("e-3", "Purchase Agreement Sung - Proposer"))))
                .isInstanceOf(Rejected.class);
    }

    @SuppressWarnings("unchecked") // as it was put there
    private static Map<String, Object> agreement(Map<String, Object> event) {
        return (Map<String, Object>) Objects.requireNonNull(detail(event).get("agreement"));
    }
}
