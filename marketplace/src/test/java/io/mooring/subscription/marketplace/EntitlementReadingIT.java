package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.agreement.api.AgreementComparison;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.entitlement.api.RecordEntitlements;
import io.mooring.subscription.api.MarketplaceReadings.MarketplaceUnavailable;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import io.mooring.subscription.marketplace.Entitlements.Amount;
import io.mooring.subscription.marketplace.Entitlements.Entitlement;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What AWS says of entitlements when it is asked, and what it does not say. */
class EntitlementReadingIT extends AskedAws {

    private static final Purchase BY_CUSTOMER =
            new Purchase("demo", "aws-cn", Notifications.PRODUCT, "customer-1", null);

    @ParameterizedTest
    @EnumSource(names = {"RENEWED", "REPLACED", "SUPERSEDED"})
    void in_the_gap_of_a_renewal_what_was_last_known_stays(Status followed) {
        agreements.put(AWS_ID, reading(AWS_ID, followed, null, LICENCE));

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).noneMatch(RecordEntitlements.class::isInstance);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void a_renewal_that_only_messages_have_told_of_has_that_gap_too() {
        fixture.commands.answering(command -> command instanceof CompareAgreement
                ? new AgreementComparison(List.of(), ended(AgreementEnd.RENEWED))
                : (Object) false);

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).noneMatch(RecordEntitlements.class::isInstance);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void so_has_one_through_a_channel_partner_of_whose_agreement_aws_tells_us_nothing() {
        away = new AgreementsUnavailable("AccessDeniedException", Why.REFUSED);
        followed.add(AWS_ID);

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).containsExactly(new SettleTask(TaskKind.AWS_SILENT, SUBSCRIPTION.value(), NOW));
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void what_was_entitled_stays_while_aws_does_not_say_whether_another_agreement_follows() {
        away = new AgreementsUnavailable("away", Why.SILENT);
        lastKnown.add(new io.mooring.entitlement.api.Entitlement("hosts", Kind.INTEGER, "25", NOW));

        assertThatThrownBy(() -> reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE))
                .isInstanceOf(MarketplaceUnavailable.class);

        assertThat(sent).noneMatch(RecordEntitlements.class::isInstance);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void what_a_renewed_licence_still_entitles_to_is_recorded() {
        agreements.put(AWS_ID, reading(AWS_ID, Status.RENEWED, null, LICENCE));
        entitlements.add(new Entitlement("hosts", new Amount.Whole(25), NOW, null, null, LICENCE));

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).anyMatch(RecordEntitlements.class::isInstance);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).contains(NOW);
    }

    @Test
    void after_an_end_that_nothing_goes_on_from_no_entitlements_are_none() {
        agreements.put(AWS_ID, reading(AWS_ID, Status.CANCELLED, null, LICENCE));

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).contains(new RecordEntitlements(SUBSCRIPTION, List.of(), ReadingCause.MESSAGE, NOW));
    }

    /** Edge case 19, where the only thing that AWS can be asked is what a purchase entitles to. */
    @Test
    void entitlements_that_are_all_gone_without_a_message_are_a_persons_task_until_they_are_back() {
        var gone = new OpenTask(
                TaskKind.ENTITLEMENTS_GONE,
                new TaskSubject(BY_CUSTOMER.subscriptionId().value(), null, BY_CUSTOMER.subscriptionId(), null),
                NOW,
                null);
        var back = new SettleTask(
                TaskKind.ENTITLEMENTS_GONE, BY_CUSTOMER.subscriptionId().value(), NOW);
        isKnown(SubscriptionStatus.CONFIRMED);
        fixture.commands.answering(command -> command instanceof RecordEntitlements);

        reconciliation.read(BY_CUSTOMER.subscriptionId(), ReadingCause.REGULAR);
        assertThat(sent).contains(gone).doesNotContain(back);

        sent.clear();
        isKnown(SubscriptionStatus.ENDING);
        reconciliation.read(BY_CUSTOMER.subscriptionId(), ReadingCause.REGULAR);
        assertThat(sent).doesNotContain(gone, back);

        isKnown(SubscriptionStatus.CONFIRMED);
        entitlements.add(new Entitlement("hosts", new Amount.Whole(25), NOW, null, null, null));
        reconciliation.read(BY_CUSTOMER.subscriptionId(), ReadingCause.REGULAR);
        assertThat(sent).contains(back).doesNotContain(gone);

        sent.clear();
        entitlements.clear();
        fixture.commands.answering(command -> false);
        reconciliation.read(BY_CUSTOMER.subscriptionId(), ReadingCause.REGULAR);
        assertThat(sent).doesNotContain(gone, back);
    }

    @Test
    void where_an_agreement_says_how_the_purchase_stands_missing_entitlements_are_nobodys_task() {
        fixture.commands.answering(command -> command instanceof CompareAgreement
                ? new AgreementComparison(List.of(), standing(null))
                : (Object) (command instanceof RecordEntitlements));

        reconciliation.read(SUBSCRIPTION, ReadingCause.REGULAR);

        assertThat(sent).filteredOn(OpenTask.class::isInstance).isEmpty();
    }

    private void isKnown(SubscriptionStatus status) {
        var id = BY_CUSTOMER.subscriptionId();
        purchases.known.put(id, new PurchaseView(id, BY_CUSTOMER, null, status, NOW, NOW, true, null));
    }

    private static AgreementStanding ended(AgreementEnd end) {
        return io.mooring.testsupport.agreement.Agreements.standing(PURCHASE, null, NOW, null, end, NOW);
    }
}
