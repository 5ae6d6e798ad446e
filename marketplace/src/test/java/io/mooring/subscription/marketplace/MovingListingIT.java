package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.MovingWorld.BY_CUSTOMER;
import static io.mooring.subscription.marketplace.MovingWorld.BY_LICENCE;
import static io.mooring.subscription.marketplace.MovingWorld.CUSTOMER;
import static io.mooring.subscription.marketplace.MovingWorld.LICENCE;
import static io.mooring.subscription.marketplace.MovingWorld.LISTING;
import static io.mooring.subscription.marketplace.MovingWorld.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.MarketplaceNames.AwsName.ByCustomer;
import io.mooring.subscription.api.MarketplaceNames.AwsName.ByLicence;
import io.mooring.subscription.api.MovingPurchases.NotNamed;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.task.api.ResolveTask;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSettled;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A listing that moves, or has moved: what a person is asked, which name is told, and what two identities of one purchase hand on. */
class MovingListingIT extends InAMovingWorld {

    private static final String SECOND = "arn:aws:license-manager::222222222222:license:l-4567";

    @ParameterizedTest
    @CsvSource({
        "subscribe-success, CONFIRMED",
        "subscribe-fail, FAILED",
        "unsubscribe-pending, ENDING",
        "entitlement-updated, WAITING_FOR_AWS"
    })
    void of_two_identities_the_licence_goes_on_with_what_was_said_of_the_other(String action, SubscriptionStatus said) {
        bothIdentities();
        world.notify(action, 5);

        assertThat(name(LICENCE)).isEqualTo(BY_LICENCE.subscriptionId().value());

        assertThat(world.happened(SubscriptionSuperseded.class)).singleElement().satisfies(superseded -> {
            assertThat(superseded.subscriptionId()).isEqualTo(BY_CUSTOMER.subscriptionId());
            assertThat(superseded.successor()).isEqualTo(BY_LICENCE.subscriptionId());
        });
        assertThat(world.standing()).containsExactly(said);
        assertThat(name(LICENCE))
                .as("said again")
                .isEqualTo(BY_LICENCE.subscriptionId().value());
        assertThat(world.happened(SubscriptionSuperseded.class)).hasSize(1);
    }

    @Test
    void a_change_of_which_the_licence_was_told_is_none_when_the_other_feed_tells_it() {
        world.land(true, true);
        world.tell(AgreementEvents.licence("e-1", "Updated"), 5);

        world.notify("entitlement-updated", 6);

        assertThat(world.outcomes()).containsEntry("entitlement-updated", "TOLD_BEFORE");
    }

    @Test
    void what_aws_does_not_say_at_a_landing_it_is_asked_soon_after() {
        world.land(true, false);

        assertThat(world.requests.requested)
                .contains(PurchaseName.customer(LISTING.id(), CUSTOMER).key() + " UNCONFIRMED");
    }

    @Test
    void an_end_is_handed_on_only_to_a_licence_that_began_before_it() {
        bothIdentities();
        world.notify("unsubscribe-success", 5);

        name(LICENCE);

        assertThat(world.happened(SubscriptionEnded.class)).hasSize(1);
        assertThat(world.standing()).containsExactly(SubscriptionStatus.WAITING_FOR_AWS);
    }

    @Test
    void an_end_is_the_licences_that_began_before_it() {
        bothIdentities();
        world.notify("unsubscribe-success", 5);
        world.found = true;
        world.entitled = true;

        world.identities.read(PurchaseName.customer(LISTING.id(), CUSTOMER));

        assertThat(world.standing()).containsExactly(SubscriptionStatus.ENDED);
    }

    @Test
    void two_identities_have_one_name_from_the_next_full_hour_on() {
        bothIdentities();
        world.notify("subscribe-success", 5);
        name(LICENCE);
        var joined = START.plus(HOUR);

        assertThat(world.names.of(BY_CUSTOMER.subscriptionId(), joined))
                .contains(new ByCustomer(AgreementEvents.PRODUCT, CUSTOMER));
        assertThat(world.names.of(BY_CUSTOMER.subscriptionId(), joined.plus(HOUR)))
                .contains(new ByLicence(LICENCE));
        assertThat(world.names.of(BY_LICENCE.subscriptionId(), joined.plus(HOUR)))
                .contains(new ByLicence(LICENCE));
    }

    @Test
    void each_of_several_licences_is_told_by_its_own_name() {
        world.land(true, true);
        var second = KnownNames.byLicence(LISTING, SECOND).subscriptionId().value();

        assertThat(name(SECOND)).isEqualTo(second);
        assertThat(world.names.of(KnownNames.byLicence(LISTING, SECOND).subscriptionId(), START.plus(HOUR)))
                .contains(new ByLicence(SECOND));
        assertThat(world.names.of(BY_LICENCE.subscriptionId(), START.plus(HOUR)))
                .contains(new ByLicence(LICENCE));
        assertThat(world.names.of(BY_CUSTOMER.subscriptionId(), START)).isEmpty();

        world.notify("unsubscribe-success", 20);
        assertThat(world.outcomes()).containsEntry("unsubscribe-success", "RECORDED");
        assertThat(world.standing())
                .containsExactly(SubscriptionStatus.WAITING_FOR_AWS, SubscriptionStatus.WAITING_FOR_AWS);
        assertThat(world.requests.requested).anyMatch(it -> it.startsWith(second));
    }

    @Test
    void what_changes_its_name_does_so_with_the_next_full_hour() {
        world.land(true, false);
        name(LICENCE);
        var hour = START.plus(HOUR).truncatedTo(ChronoUnit.HOURS).plus(HOUR);

        assertThat(world.names.of(BY_CUSTOMER.subscriptionId(), hour.minusMillis(1)))
                .contains(new ByCustomer(AgreementEvents.PRODUCT, CUSTOMER));
        assertThat(world.names.of(BY_CUSTOMER.subscriptionId(), hour)).contains(new ByLicence(LICENCE));
        assertThat(world.names.of(BY_LICENCE.subscriptionId(), hour)).isEmpty();
    }

    @Test
    void of_several_licences_nothing_is_guessed_and_a_person_is_asked_once() {
        world.further.add(MovingWorld.reading("agmt-1", LICENCE, Status.ACTIVE));
        world.further.add(MovingWorld.reading("agmt-2", SECOND, Status.ACTIVE));
        world.land(true, false);
        world.readNames();
        world.identities.read(PurchaseName.customer(LISTING.id(), CUSTOMER));

        assertThat(opened(TaskKind.LICENCE_AMBIGUOUS))
                .singleElement()
                .satisfies(task -> assertThat(task.subject().key())
                        .isEqualTo(PurchaseName.customer(LISTING.id(), CUSTOMER).key()));
        assertThat(world.names.of(BY_CUSTOMER.subscriptionId(), START.plus(HOUR.multipliedBy(3))))
                .contains(new ByCustomer(AgreementEvents.PRODUCT, CUSTOMER));
        assertThat(world.happened(TaskSettled.class)).isEmpty();

        assertThat(name(SECOND)).isEqualTo(BY_CUSTOMER.subscriptionId().value());

        assertThat(world.happened(TaskSettled.class)).hasSize(1);
        assertThatThrownBy(() -> world.identities.name(LISTING, "another-customer", SECOND, "x", ALICE))
                .isInstanceOf(NotNamed.class);
        assertThatThrownBy(() -> world.identities.name(LISTING, CUSTOMER, null, "x", ALICE))
                .isInstanceOf(NotNamed.class);
    }

    @Test
    void what_a_person_has_closed_stays_closed_until_aws_names_other_licences() {
        world.further.add(MovingWorld.reading("agmt-1", LICENCE, Status.ACTIVE));
        world.further.add(MovingWorld.reading("agmt-2", SECOND, Status.ACTIVE));
        var name = PurchaseName.customer(LISTING.id(), CUSTOMER);
        world.land(true, false);
        world.identities.read(name);
        var task = opened(TaskKind.LICENCE_AMBIGUOUS).getFirst().taskId();
        world.send(new ResolveTask(task, "the buyer does not know either"), ALICE);

        world.clock.advance(Duration.ofDays(400));
        world.identities.read(name);
        assertThat(opened(TaskKind.LICENCE_AMBIGUOUS)).hasSize(1);

        world.further.add(MovingWorld.reading("agmt-3", SECOND.replace("l-", "l-3"), Status.ACTIVE));
        world.identities.read(name);
        assertThat(opened(TaskKind.LICENCE_AMBIGUOUS)).hasSize(2);
    }

    @Test
    void what_is_ambiguous_once_more_after_it_was_settled_is_a_persons_task_once_more() {
        var third = SECOND.replace("l-", "l-3");
        world.further.add(MovingWorld.reading("agmt-2", SECOND, Status.ACTIVE));
        world.further.add(MovingWorld.reading("agmt-3", third, Status.ACTIVE));
        var name = PurchaseName.customer(LISTING.id(), CUSTOMER);
        world.land(true, false);
        world.identities.read(name);
        name(LICENCE);
        assertThat(world.happened(TaskSettled.class)).hasSize(1);

        world.clock.advance(Duration.ofHours(1));
        world.identities.read(name);

        assertThat(opened(TaskKind.LICENCE_AMBIGUOUS)).hasSize(2);
    }

    /** What is read of a chain names licences as well: that of a customer who is known becomes no purchase of its own. */
    @Test
    void the_licence_that_goes_on_is_named_before_anything_is_recorded_of_it() {
        var next = MovingWorld.reading("agmt-next", SECOND, Status.ACTIVE);
        world.land(true, false);
        world.land(false, true);
        world.found = true;
        world.further.add(next);
        world.status = Status.RENEWED;
        world.followers.add(next);

        world.reconciliation().read(BY_LICENCE.subscriptionId(), ReadingCause.DUE);

        assertThat(world.happened(AgreementRead.class))
                .filteredOn(read -> read.awsAgreementId().equals("agmt-next"))
                .singleElement()
                .satisfies(read -> assertThat(read.purchase())
                        .isNotNull()
                        .extracting(Purchase::subscriptionId)
                        .isEqualTo(BY_CUSTOMER.subscriptionId()));
        assertThat(world.purchases.known).containsOnlyKeys(BY_CUSTOMER.subscriptionId(), BY_LICENCE.subscriptionId());
    }

    @Test
    void after_the_move_sns_is_only_recorded_and_events_act_on_the_purchase_that_a_customer_began() {
        world.land(true, false);
        world.notify("subscribe-success", 5);
        name(LICENCE);
        world.restart(Feed.EVENTBRIDGE);

        world.notify("unsubscribe-success", 20);
        assertThat(world.standing()).containsExactly(SubscriptionStatus.CONFIRMED);
        assertThat(world.outcomes()).containsEntry("unsubscribe-success", "RECORDED");
        assertThat(world.land(false, true)).isEqualTo(BY_CUSTOMER.subscriptionId());
        assertThat(world.land(true, true)).isEqualTo(BY_CUSTOMER.subscriptionId());
        world.tell(AgreementEvents.licence("licensed", "Updated"), 10);
        world.tell(AgreementEvents.ended("ended", "CANCELLED"), 240);
        world.tell(AgreementEvents.licence("deprovisioned", "Deprovisioned"), 301);

        assertThat(world.standing()).containsExactly(SubscriptionStatus.ENDED);
        assertThat(world.happened(SubscriptionOpened.class)).hasSize(1);
    }

    @Test
    void after_the_move_who_is_known_by_customer_only_is_joined_at_the_landing_and_a_new_buyer_goes_by_licence() {
        world.land(true, false);
        world.restart(Feed.EVENTBRIDGE);

        assertThat(world.identities.withoutLicence(5)).hasSize(1);
        assertThat(world.land(true, true)).isEqualTo(BY_CUSTOMER.subscriptionId());
        assertThat(world.identities.withoutLicence(5)).isEmpty();
        assertThat(world.happened(SubscriptionOpened.class)).hasSize(1);
    }

    @Test
    void after_the_move_a_new_buyer_goes_by_licence_whatever_else_aws_calls_them() {
        world.restart(Feed.EVENTBRIDGE);

        assertThat(world.land(true, true)).isEqualTo(BY_LICENCE.subscriptionId());
    }

    @Test
    void a_listing_that_is_told_of_by_customer_only_has_no_licences() {
        assertThatThrownBy(() -> world.identities.name(MovingWorld.listing(Feed.SNS), CUSTOMER, LICENCE, "x", ALICE))
                .isInstanceOf(NotNamed.class);
    }

    /** One purchase under both names before anybody knew that they are one's. */
    private void bothIdentities() {
        world.land(false, true);
        world.identities.name(LISTING, CUSTOMER, null, "has none", ALICE);
        assertThat(world.happened(SubscriptionOpened.class)).hasSize(2);
    }
}
