package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.fields;
import static io.mooring.subscription.marketplace.Notifications.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.agreement.api.AgreementId;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import io.mooring.testsupport.agreement.Agreements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What several deliveries cause is one transaction, and each has what it would have alone. */
class TogetherIT {

    private final IntakeFixture fixture = new IntakeFixture();
    private final Intake intake = fixture.intake;
    private int received;

    @Test
    void each_message_has_its_effect_once_and_its_own_actor() {
        var first = delivery(published("sns-1", "subscribe-success"));
        var known = delivery(published("sns-0", "subscribe-fail"));
        intake.handle(known);
        var twice = delivery(published("sns-1", "subscribe-success"));
        var knownAgain = delivery(published("sns-0", "subscribe-fail"));

        var done = intake.together(List.of(first, twice, knownAgain));

        assertThat(done).containsOnlyKeys(first, twice, knownAgain).containsEntry(knownAgain, new Done("DUPLICATE"));
        assertThat(List.of(outcome(done, first), outcome(done, twice)))
                .containsExactlyInAnyOrder("APPLIED", "DUPLICATE");
        assertThat(fixture.commands.names())
                .containsExactly("FailSubscription", "SubscribeFromMarketplace", "ConfirmSubscription");
        assertThat(fixture.commands.actors()).containsExactlyInAnyOrder("aws:sns-0", "aws:sns-1");
        assertThat(fixture.inbox()).hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("duplicates", 1));
    }

    @Test
    void what_is_to_be_put_aside_is_left_to_go_alone() {
        var foreign = fields("subscribe-success");
        foreign.put("product-code", "zzz");
        var sound = delivery(published("sns-1", "subscribe-fail"));
        var notOurs = delivery(published("sns-2", foreign));
        var unreadable = delivery("poison");

        assertThat(intake.together(List.of(notOurs, sound, unreadable))).containsOnlyKeys(sound);

        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("stable_id", "sns-1"));
    }

    @Test
    void the_trouble_of_one_leaves_nothing_of_any_and_each_can_go_alone() {
        fixture.commands.before(command -> {
            if (command instanceof EndSubscription) {
                throw new IllegalStateException("the store is away");
            }
        });
        var sound = delivery(published("sns-1", "subscribe-fail"));
        var failing = delivery(published("sns-2", "unsubscribe-success"));
        intake.handle(delivery(published("sns-0", "subscribe-fail")));
        var known = delivery(published("sns-0", "subscribe-fail"));

        assertThatThrownBy(() -> intake.together(List.of(known, sound, failing)))
                .hasMessage("the store is away");

        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("duplicates", 0));
        assertThat(fixture.commands.names()).containsExactly("FailSubscription");
        assertThat(intake.handle(sound)).isEqualTo(new Done("APPLIED"));
    }

    @Test
    void a_message_that_was_put_aside_before_has_its_effect_when_it_can_have_one() {
        var message = delivery(published("sns-1", "subscribe-fail"));
        fixture.jdbc.sql("""
                        INSERT INTO inbox (feed, stable_id, message_id, body, sent_at, received_at, receive_count, outcome, reason, last_seen_at)
                        VALUES ('sns', 'sns-1', 'queue-0', '', now(), now(), 1, 'DEAD_LETTERED', 'unknown action', now())
                        """).update();

        assertThat(intake.together(List.of(message))).containsExactly(Map.entry(message, new Done("APPLIED")));
    }

    @Test
    void what_needs_the_names_of_a_moving_listing_for_itself_goes_alone() {
        var moving = fixture.intake(new ConfiguredListings(new ListingProperties(List.of(new ListingProperties.Entry(
                "demo",
                "Demo",
                Notifications.PRODUCT,
                "aws",
                List.of("arn:aws:sns:us-east-1:000000000000:topic-of-demo"),
                Feed.MOVING,
                List.of(AgreementEvents.SELLER),
                null,
                false)))));

        assertThat(moving.together(List.of(delivery(published("sns-1", "subscribe-success")))))
                .isEmpty();
    }

    @Test
    void events_about_a_licence_are_taken_with_notifications() {
        fixture.commands.answering(command -> Agreements.standing(null, null, null, null, null, null));
        var event = AgreementEvents.message(AgreementEvents.licence("e-1", "Updated"));
        var notification = delivery(published("sns-1", "subscribe-fail"));

        assertThat(intake.together(List.of(event, notification))).containsOnlyKeys(event, notification);

        assertThat(fixture.commands.names()).containsExactlyInAnyOrder("LicenseAgreement", "FailSubscription");
    }

    @Test
    void everybody_takes_them_in_one_order_whatever_the_queue_gives_first() {
        var later = delivery(published("sns-2", "unsubscribe-success"));
        var earlier = delivery(published("sns-1", "subscribe-fail"));

        intake.together(List.of(later, earlier));

        assertThat(fixture.commands.names()).containsExactly("FailSubscription", "EndSubscription");
    }

    @Test
    void the_histories_of_all_that_they_are_about_are_read_ahead() {
        fixture.commands.answering(command -> Agreements.standing(null, null, null, null, null, null));

        intake.together(List.of(
                delivery(published("sns-1", "subscribe-fail")),
                AgreementEvents.message(AgreementEvents.licence("e-1", "Updated"))));

        assertThat(fixture.commands.readAhead())
                .contains(
                        new Purchase("demo", "aws-cn", Notifications.PRODUCT, Notifications.CUSTOMER, null)
                                .subscriptionId()
                                .value(),
                        AgreementId.of("aws", AgreementEvents.AGREEMENT).value());
    }

    @Test
    void nobody_decides_about_names_of_their_listing_meanwhile() {
        var held = new ArrayList<@Nullable String>();
        fixture.commands.answering(command -> Agreements.standing(null, null, null, null, null, null));
        fixture.commands.before(command -> held.addAll(HeldLocks.modes(fixture.jdbc)));

        intake.together(List.of(AgreementEvents.message(AgreementEvents.licence("e-1", "Updated"))));

        assertThat(held).containsOnly("ShareLock");
    }

    private QueueMessage delivery(String body) {
        received++;
        return new QueueMessage("queue-" + received, "receipt-" + received, body, 1, Notifications.SENT);
    }

    private static String outcome(Map<QueueMessage, Done> done, QueueMessage message) {
        return Objects.requireNonNull(done.get(message)).outcome();
    }
}
