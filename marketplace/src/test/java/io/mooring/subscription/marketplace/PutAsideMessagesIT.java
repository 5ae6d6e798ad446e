package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.PRODUCT;
import static io.mooring.subscription.marketplace.Notifications.message;
import static io.mooring.subscription.marketplace.Notifications.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.audit.api.Actor;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.InboxMessages.InboxKey;
import io.mooring.subscription.api.InboxMessages.Line;
import io.mooring.subscription.api.InboxMessages.NotPutAside;
import io.mooring.subscription.api.InboxMessages.Result;
import io.mooring.subscription.api.InboxMessages.State;
import io.mooring.subscription.marketplace.Inbox.MessageKey;
import io.mooring.subscription.marketplace.InboxRows.Quarantine;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What a person can do about messages that had no effect, from the bytes that are kept. */
class PutAsideMessagesIT {

    private static final Actor ALICE = Actor.operator("alice");
    private static final String MENDED = "the listing was forgotten";
    private static final String QUEUE = "cn-northwest-1:111111111111:notifications";
    private static final String UNKNOWN_PRODUCT = "unknown product: " + PRODUCT;
    private static final InboxKey FIRST = new InboxKey("sns", "sns-1");

    private final IntakeFixture fixture = new IntakeFixture();
    private final Intake before = fixture.intake(ofAnother());
    private final PutAsideMessages mended = messages(fixture.intake);

    @Test
    void what_is_put_aside_is_counted_by_reason_and_listed_in_parts() {
        for (var number = 1; number <= 5; number++) {
            before.handle(message(published("sns-" + number, "subscribe-fail")));
        }
        before.handle(message("no json"));

        assertThat(mended.counts(10))
                .extracting(count -> count.state() + " " + count.reason() + " " + count.messages())
                .containsExactly(
                        "DEAD_LETTERED " + UNKNOWN_PRODUCT + " 5",
                        "DEAD_LETTERED the message is not JSON of at most 50 levels 1");
        assertThat(mended.counts(1)).hasSize(1);
        var ids = new ArrayList<String>();
        String after = null;
        do {
            var page = mended.list(Set.of(State.DEAD_LETTERED), UNKNOWN_PRODUCT, after, 2);
            assertThat(page.messages()).hasSizeLessThanOrEqualTo(2);
            page.messages().stream().map(Line::key).map(InboxKey::stableId).forEach(ids::add);
            after = page.next();
        } while (after != null);
        assertThat(ids).containsExactly("sns-1", "sns-2", "sns-3", "sns-4", "sns-5");
        assertThatThrownBy(() -> mended.list(Set.of(State.FAILED), null, "nowhere", 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_is_shown_with_its_bytes_and_their_hash() {
        var body = published("sns-1", "subscribe-fail");
        before.handle(message(body));

        assertThat(mended.find(FIRST)).hasValueSatisfying(shown -> {
            assertThat(shown.body()).isEqualTo(body);
            assertThat(shown.sha256())
                    .isEqualTo(HexFormat.of().formatHex(message(body).sha256()));
            assertThat(shown.outcome()).isEqualTo("DEAD_LETTERED");
            assertThat(shown.reason()).isEqualTo(UNKNOWN_PRODUCT);
            assertThat(shown.failures()).isNull();
            assertThat(shown.dismissed()).isNull();
        });
        assertThat(mended.find(new InboxKey("sns", "sns-2"))).isEmpty();
    }

    @Test
    void what_is_taken_again_has_its_effect_once() {
        before.handle(message(published("sns-1", "subscribe-fail")));

        assertThat(mended.takeAgain(FIRST, MENDED, ALICE)).contains(new Result("APPLIED", null));
        assertThatThrownBy(() -> mended.takeAgain(FIRST, MENDED, ALICE)).isInstanceOf(NotPutAside.class);
        assertThat(fixture.intake.handle(message(published("sns-1", "subscribe-fail"))))
                .isEqualTo(new Done("DUPLICATE"));

        assertThat(fixture.commands.names()).containsExactly("FailSubscription");
        assertThat(fixture.commands.actors()).containsExactly("aws:sns-1");
        assertThat(mended.find(FIRST)).hasValueSatisfying(shown -> {
            assertThat(shown.outcome()).isEqualTo("APPLIED");
            assertThat(shown.takenAgain())
                    .isNotNull()
                    .satisfies(decision ->
                            assertThat(decision.by() + ": " + decision.reason()).isEqualTo("alice: " + MENDED));
        });
        assertThat(mended.takeAgain(new InboxKey("sns", "sns-2"), MENDED, ALICE))
                .isEmpty();
    }

    @Test
    void what_came_through_a_queue_is_judged_as_what_comes_through_it() {
        var through = new Intake(
                new Meanings(ofAnother(), fixture.names, fixture.readings, fixture.clock),
                fixture.names,
                new Inbox(fixture.jdbc).through(QUEUE),
                fixture.commands,
                fixture.transactions,
                fixture.clock);
        through.handle(message(published("sns-1", "subscribe-fail")));
        var messages = new PutAsideMessages(
                new InboxRows(fixture.jdbc),
                new Intakes(Map.of(QUEUE, through), fixture.intake),
                fixture.commands,
                fixture.transactions,
                fixture.clock);

        assertThat(messages.takeAgain(FIRST, MENDED, ALICE)).contains(new Result("DEAD_LETTERED", UNKNOWN_PRODUCT));
        assertThat(messages.find(FIRST))
                .hasValueSatisfying(shown -> assertThat(shown.queue()).isEqualTo(QUEUE));
        assertThat(fixture.commands.names()).isEmpty();
    }

    @Test
    void those_of_one_reason_are_taken_again_so_many_at_a_time() {
        for (var number = 1; number <= 5; number++) {
            before.handle(message(published("sns-" + number, "subscribe-fail")));
        }

        var first = mended.takeAgain(State.DEAD_LETTERED, UNKNOWN_PRODUCT, 3, MENDED, ALICE);
        assertThat(first.outcomes()).isEqualTo(Map.of("APPLIED", 3));
        assertThat(first.left()).isEqualTo(2);
        var rest = mended.dismiss(State.DEAD_LETTERED, UNKNOWN_PRODUCT, 3, "never mind", ALICE);
        assertThat(rest.outcomes()).isEqualTo(Map.of("DISMISSED", 2));
        assertThat(rest.left()).isZero();
        assertThat(fixture.commands.names()).hasSize(3);
    }

    @Test
    void what_is_dismissed_is_kept_and_counted_no_more_and_has_no_effect() {
        before.handle(message(published("sns-1", "subscribe-fail")));
        assertThat(new InboxRows(fixture.jdbc).quarantine()).isEqualTo(new Quarantine(1, 0));

        assertThat(mended.dismiss(FIRST, "a test of ours", ALICE)).contains(new Result("DISMISSED", UNKNOWN_PRODUCT));

        assertThat(new InboxRows(fixture.jdbc).quarantine()).isEqualTo(new Quarantine(0, 0));
        assertThat(fixture.intake.handle(message(published("sns-1", "subscribe-fail"))))
                .isEqualTo(new Done("DUPLICATE"));
        assertThat(fixture.commands.names()).isEmpty();
        assertThat(mended.find(FIRST)).hasValueSatisfying(shown -> {
            assertThat(shown.outcome()).isEqualTo("DISMISSED");
            assertThat(shown.reason()).isEqualTo(UNKNOWN_PRODUCT);
            assertThat(shown.dismissed())
                    .isNotNull()
                    .satisfies(decision ->
                            assertThat(decision.by() + ": " + decision.reason()).isEqualTo("alice: a test of ours"));
        });
        assertThatThrownBy(() -> mended.dismiss(FIRST, "once more", ALICE)).isInstanceOf(NotPutAside.class);
        assertThat(mended.takeAgain(FIRST, "it was none", ALICE)).contains(new Result("APPLIED", null));
    }

    @Test
    void a_message_that_waits_for_a_name_is_dismissed_with_the_question_about_it() {
        before.handle(message(published("sns-1", "subscribe-fail")));
        before.handle(message(published("sns-2", "subscribe-fail")));
        fixture.jdbc
                .sql("UPDATE inbox SET outcome = 'WAITING', reason = NULL, waits_for = 'demo/CUSTOMER/AbCdEf123'")
                .update();
        assertThat(mended.list(Set.of(State.WAITING), null, null, 10).messages())
                .extracting(Line::waitsFor)
                .containsOnly("demo/CUSTOMER/AbCdEf123")
                .hasSize(2);

        mended.dismiss(FIRST, "nobody's", ALICE);
        assertThat(fixture.commands.names()).isEmpty();
        mended.dismiss(new InboxKey("sns", "sns-2"), "nobody's", ALICE);

        assertThat(fixture.commands.names()).containsExactly("SettleTask");
        assertThat(mended.list(Set.of(State.WAITING), null, null, 10).messages())
                .isEmpty();
    }

    @Test
    void a_message_whose_handling_fails_is_kept_until_it_has_its_effect() {
        fixture.commands.before(command -> {
            throw new IllegalStateException("our own mistake");
        });
        fail(fixture.intake, published("sns-1", "subscribe-fail"));
        fixture.commands.before(command -> {
            throw new IllegalArgumentException("another one\0");
        });
        fail(fixture.intake, published("sns-1", "subscribe-fail"));

        assertThat(new InboxRows(fixture.jdbc).quarantine()).isEqualTo(new Quarantine(0, 1));
        assertThat(mended.find(FIRST)).hasValueSatisfying(shown -> {
            assertThat(shown.body()).isEqualTo(published("sns-1", "subscribe-fail"));
            assertThat(shown.outcome()).isEqualTo("FAILED");
            assertThat(shown.reason()).isEqualTo("failed: IllegalArgumentException");
            assertThat(shown.failures()).isNotNull().satisfies(failures -> {
                assertThat(failures.times()).isEqualTo(2);
                assertThat(failures.first()).isEqualTo("IllegalStateException: our own mistake");
                assertThat(failures.last()).isEqualTo("IllegalArgumentException: another one?");
            });
        });
        assertThat(mended.takeAgain(FIRST, "tried", ALICE))
                .contains(new Result("FAILED", "IllegalArgumentException: another one?"));

        fixture.commands.before(command -> {});
        assertThat(fixture.intake.handle(message(published("sns-1", "subscribe-fail"))))
                .isEqualTo(new Done("APPLIED"));
        assertThat(fixture.intake.handle(message(published("sns-1", "subscribe-fail"))))
                .isEqualTo(new Done("DUPLICATE"));
        assertThat(fixture.commands.names()).containsExactly("FailSubscription");
        assertThat(mended.find(FIRST)).hasValueSatisfying(shown -> {
            assertThat(shown.outcome()).isEqualTo("APPLIED");
            assertThat(shown.failures())
                    .isNotNull()
                    .satisfies(failures -> assertThat(failures.times()).isEqualTo(3));
        });
    }

    @Test
    void a_known_delivery_of_a_failed_message_is_handled_again() {
        fixture.intake.failed(message(published("sns-1", "subscribe-fail")), new IllegalStateException("a mistake"));

        var again = message(published("sns-1", "subscribe-fail"));
        assertThat(fixture.intake.together(List.of(again))).containsExactly(Map.entry(again, new Done("APPLIED")));
        assertThat(fixture.intake.together(List.of(again))).containsExactly(Map.entry(again, new Done("DUPLICATE")));
        assertThat(fixture.commands.names()).containsExactly("FailSubscription");
    }

    @Test
    void a_failure_changes_nothing_of_a_message_that_had_its_effect_nor_of_other_bytes() {
        fixture.intake.handle(message(published("sns-1", "subscribe-fail")));
        fixture.intake.failed(message(published("sns-1", "subscribe-fail")), new IllegalStateException("late"));
        before.handle(message(published("sns-2", "subscribe-fail")));
        fixture.intake.failed(message(published("sns-2", "unsubscribe-success")), new IllegalStateException("other"));

        assertThat(fixture.inbox()).allSatisfy(row -> assertThat(row).containsEntry("failures", 0));
    }

    @Test
    void what_fails_because_the_database_is_away_is_not_kept() {
        fixture.intake.failed(
                message(published("sns-1", "subscribe-fail")),
                new IllegalStateException(new DataAccessResourceFailureException("no connection")));

        assertThat(fixture.inbox()).isEmpty();
    }

    @Test
    void what_is_known_by_its_bytes_only_goes_over_to_its_own_id() {
        var body = published("sns-1", "subscribe-fail");
        var byBytes = new MessageKey(Feed.SNS, NotificationReader.digest(message(body)));
        fixture.transactions.executeWithoutResult(transaction ->
                new Inbox(fixture.jdbc).failed(byBytes, message(body), "failed: Bug", "Bug", IntakeFixture.NOW));

        assertThat(mended.takeAgain(new InboxKey("sns", byBytes.stableId()), MENDED, ALICE))
                .contains(new Result("APPLIED", null));

        assertThat(mended.find(FIRST))
                .hasValueSatisfying(shown -> assertThat(shown.outcome()).isEqualTo("APPLIED"));
        assertThat(new InboxRows(fixture.jdbc).quarantine()).isEqualTo(new Quarantine(0, 0));
    }

    private static void fail(Intake intake, String body) {
        try {
            intake.handle(message(body));
        } catch (RuntimeException failure) {
            intake.failed(message(body), failure);
            return;
        }
        throw new AssertionError("It did not fail");
    }

    private static ConfiguredListings ofAnother() {
        return new ConfiguredListings(new ListingProperties(List.of(new ListingProperties.Entry(
                "other", "Other", "zzz", "aws-cn", List.of(), Feed.SNS, List.of(), null, false))));
    }

    private PutAsideMessages messages(Intake intake) {
        return new PutAsideMessages(
                new InboxRows(fixture.jdbc),
                new Intakes(Map.of(), intake),
                fixture.commands,
                fixture.transactions,
                fixture.clock);
    }
}
