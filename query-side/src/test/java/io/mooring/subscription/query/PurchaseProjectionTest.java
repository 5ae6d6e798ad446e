package io.mooring.subscription.query;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.testsupport.agreement.Agreements;
import io.mooring.testsupport.subscription.Subscriptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchaseProjectionTest {

    final ViewDatabase database = new ViewDatabase();
    final Stream stream = new Stream(new PurchaseProjection(database.jdbc()));
    final PurchaseDirectory directory = new PurchaseDirectory(database.jdbc());

    @Test
    void a_purchase_is_found_with_its_names_and_where_it_stands() {
        stream.deliver(Subscriptions.opened(), Subscriptions.landed(), Subscriptions.confirmed(NOW));

        assertThat(directory.find(ID))
                .contains(new PurchaseView(
                        ID,
                        PURCHASE,
                        null,
                        SubscriptionStatus.CONFIRMED,
                        NOW,
                        Subscriptions.landed().landedAt(),
                        true,
                        null));
        assertThat(directory.find(new SubscriptionId("nobody"))).isEmpty();
    }

    @Test
    void a_purchase_is_found_by_its_agreement_whichever_was_known_first() {
        var id = Agreements.PURCHASE.subscriptionId();
        var opened = new SubscriptionOpened(id, ActivationId.of(id, 1), 1, Agreements.PURCHASE, NOW);
        stream.deliver(Agreements.licensed(MADE_AT), opened);

        assertThat(directory.ofAgreement(AWS_ID))
                .contains(new PurchaseView(
                        id, Agreements.PURCHASE, AWS_ID, SubscriptionStatus.WAITING_FOR_AWS, NOW, null, false, null));
        assertThat(directory.ofAgreement("agmt-zzz")).isEmpty();
    }

    @Test
    void whether_it_was_paid_for_is_still_known_while_it_ends() {
        stream.deliver(Subscriptions.opened(), Subscriptions.confirmed(NOW), Subscriptions.ending(NOW));
        assertThat(directory.find(ID)).get().matches(PurchaseView::confirmed);

        stream.deliver(
                Subscriptions.opened(2),
                Subscriptions.confirmed(NOW),
                new SubscriptionFailed(ID, ActivationId.of(ID, 2), NOW),
                Subscriptions.ending(NOW));
        assertThat(directory.find(ID)).get().matches(purchase -> !purchase.confirmed());

        stream.deliver(Subscriptions.confirmed(NOW), Subscriptions.opened(3));
        assertThat(directory.find(ID)).get().matches(purchase -> !purchase.confirmed());
    }

    @Test
    void a_licence_is_gone_by_the_later_of_two_statements_unless_another_agreement_goes_on() {
        var licences = new LicenceDirectory(database.jdbc());
        stream.deliver(Agreements.licensed(MADE_AT));
        assertThat(licences.isGone(AWS_ID)).isFalse();

        stream.deliver(Agreements.deprovisioned(MADE_AT.plusSeconds(9)), Agreements.licensed(MADE_AT.plusSeconds(8)));
        assertThat(licences.isGone(AWS_ID)).isTrue();

        stream.deliver(Agreements.licensed(MADE_AT.plusSeconds(9)));
        assertThat(licences.isGone(AWS_ID)).isTrue();

        stream.deliver(Agreements.licensed(MADE_AT.plusSeconds(10)));
        assertThat(licences.isGone(AWS_ID)).isFalse();

        assertThat(licences.isFollowed(AWS_ID)).isFalse();
        stream.reset().deliver(Agreements.ended(AgreementEnd.RENEWED, MADE_AT), Agreements.deprovisioned(MADE_AT));
        assertThat(licences.isGone(AWS_ID)).isFalse();
        assertThat(licences.isFollowed(AWS_ID)).isTrue();

        stream.reset().deliver(Agreements.deprovisioned(MADE_AT), read(AgreementDifference.ENDED, Status.RENEWED));
        assertThat(licences.isGone(AWS_ID)).isFalse();
        stream.reset().deliver(Agreements.deprovisioned(MADE_AT), read(AgreementDifference.ENDED, Status.CANCELLED));
        assertThat(licences.isGone(AWS_ID)).isTrue();
        stream.deliver(read(AgreementDifference.LICENCE_IN_FORCE, Status.ACTIVE));
        assertThat(licences.isGone(AWS_ID)).isFalse();
        assertThat(licences.isGone("agmt-zzz")).isFalse();
    }

    private static AgreementRead read(AgreementDifference difference, Status status) {
        return new AgreementRead(
                Agreements.ID,
                AWS_ID,
                Agreements.reading(status, Provision.PROVISIONED, false),
                null,
                null,
                List.of(difference),
                ReadingCause.REGULAR,
                NOW);
    }

    @Test
    void those_that_are_not_over_are_listed_page_by_page() {
        stream.deliver(Subscriptions.opened());
        assertThat(directory.notOver(null, 10)).hasSize(1);
        assertThat(directory.notOver(ID, 10)).isEmpty();

        stream.deliver(Subscriptions.ended(NOW));
        assertThat(directory.notOver(null, 10)).isEmpty();

        stream.deliver(Subscriptions.opened(2));
        assertThat(directory.notOver(null, 10))
                .extracting(PurchaseView::status)
                .containsExactly(SubscriptionStatus.WAITING_FOR_AWS);
    }

    @Test
    void a_repetition_and_two_replays_give_the_same_rows() {
        var history = Stream.of(
                Subscriptions.opened(),
                Subscriptions.landed(),
                Agreements.licensed(MADE_AT),
                Agreements.deprovisioned(NOW),
                Subscriptions.ended(NOW));
        stream.deliver(history);
        var once = database.rows();

        stream.deliver(history);
        assertThat(database.rows()).isEqualTo(once);
        stream.reset().deliver(history);
        assertThat(database.rows()).isEqualTo(once);
    }

    @Test
    void who_handed_on_to_a_purchase_is_found_the_newest_of_several() {
        var next = new SubscriptionId("next");
        for (var from : List.of("first", "second")) {
            var id = new SubscriptionId(from);
            stream.deliver(
                    new SubscriptionOpened(id, ActivationId.of(id, 1), 1, PURCHASE, NOW),
                    new SubscriptionConfirmed(
                            id, ActivationId.of(id, 1), null, false, from.equals("first") ? NOW.minusSeconds(1) : NOW));
            database.jdbc()
                    .sql("insert into activation_view (activation_id, subscription_id, version, successor)"
                            + " values (:id, :id, 1, 'next')")
                    .param("id", from)
                    .update();
        }

        assertThat(directory.predecessorOf(next)).contains(new SubscriptionId("second"));
        assertThat(directory.predecessorOf(new SubscriptionId("first"))).isEmpty();
        assertThat(directory.successorOf(new SubscriptionId("first"))).contains(next);
        assertThat(directory.successorOf(next)).isEmpty();
    }
}
