package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.AWS_ACCOUNT;
import static io.mooring.testsupport.subscription.Subscriptions.CONFIRMED_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.testsupport.domain.InMemoryDomain;
import io.mooring.testsupport.time.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** AWS and the buyer promise no order, and every message may come more than once: where it ends must not depend on any of that. */
class AnyOrderTest {

    private enum Said {
        LANDING,
        SUBSCRIBE_SUCCESS,
        SUBSCRIBE_FAIL,
        UNSUBSCRIBE_PENDING,
        UNSUBSCRIBE_SUCCESS;

        static final List<Said> BY_AWS = List.of(values()).subList(1, values().length);
        static final List<Said> ALL = List.of(values());
    }

    /** What is to be the same in the end. */
    private record End(SubscriptionStatus status, @Nullable Instant saidAt) {

        boolean isOver() {
            return status == SubscriptionStatus.ENDED;
        }
    }

    /** The same in the end, and to what it had come. */
    private record Outcome(End end, int episodes, @Nullable ActivationId newest) {}

    private static final InMemoryDomain DOMAIN = InMemoryDomain.with(new SettableClock());

    private static final Map<Said, Instant> IN_ORDER = times(Said.BY_AWS);

    @Test
    void every_order_of_a_subscriptions_life_ends_it_in_its_first_episode() {
        var expected =
                new Outcome(new End(SubscriptionStatus.ENDED, at(IN_ORDER, Said.UNSUBSCRIBE_SUCCESS)), 1, episode(1));
        var orders = new ArrayList<List<Said>>();
        permutations(Said.ALL, orders::add);

        assertThat(orders)
                .hasSize(120)
                .allSatisfy(order -> assertThat(outcomeOf(order, IN_ORDER)).isEqualTo(expected));
    }

    @Test
    void every_order_of_every_part_of_that_life_ends_where_the_newest_statement_says() {
        for (var part : parts(Said.ALL)) {
            var expected = new HashSet<Outcome>();
            permutations(part, order -> expected.add(outcomeOf(order, IN_ORDER)));

            assertThat(expected).as("%s", part).hasSize(1);
            assertThat(expected.iterator().next().end()).isEqualTo(newestOf(part, IN_ORDER));
        }
    }

    @Test
    void every_message_twice_in_every_order_ends_the_same() {
        var expected =
                new Outcome(new End(SubscriptionStatus.ENDED, at(IN_ORDER, Said.UNSUBSCRIBE_SUCCESS)), 1, episode(1));
        var doubled = new EnumMap<Said, Integer>(Said.class);
        Said.ALL.forEach(said -> doubled.put(said, 2));
        var others = new HashSet<List<Said>>();
        var orders = new int[1];

        interleavings(doubled, new ArrayList<>(), order -> {
            orders[0]++;
            if (!outcomeOf(order, IN_ORDER).equals(expected)) {
                others.add(List.copyOf(order));
            }
        });

        assertThat(orders[0]).isEqualTo(113_400);
        assertThat(others).isEmpty();
    }

    /** A failed card that is mended, a second thought within the hour, a second purchase: AWS's own times may be in any order too. */
    @Test
    void every_order_of_arrival_under_every_order_of_times_ends_where_the_newest_statement_says() {
        permutations(Said.BY_AWS, inTime -> {
            var times = times(inTime);
            var ends = new HashSet<End>();
            permutations(Said.ALL, order -> ends.add(outcomeOf(order, times).end()));

            assertThat(ends).as("times %s", inTime).containsExactly(newestOf(Said.ALL, times));
        });
    }

    @Test
    void statements_with_one_and_the_same_time_end_the_same_in_every_order() {
        var same = new EnumMap<Said, Instant>(Said.class);
        Said.BY_AWS.forEach(said -> same.put(said, CONFIRMED_AT));
        var ends = new HashSet<Outcome>();

        permutations(Said.ALL, order -> ends.add(outcomeOf(order, same)));

        assertThat(ends).containsExactly(new Outcome(new End(SubscriptionStatus.ENDED, CONFIRMED_AT), 1, episode(1)));
    }

    @Test
    void once_over_it_is_open_again_only_by_what_aws_says_later() {
        permutations(Said.BY_AWS, inTime -> {
            var times = times(inTime);
            var endedLast = inTime.getLast() == Said.UNSUBSCRIBE_SUCCESS;

            permutations(
                    Said.ALL,
                    order -> assertThat(outcomeOf(order, times).end().isOver()).isEqualTo(endedLast));
        });
    }

    private static Outcome outcomeOf(List<Said> order, Map<Said, Instant> times) {
        var domain = DOMAIN.anew();
        order.forEach(said -> domain.send(command(said, times)));
        var end = new End(SubscriptionStatus.WAITING_FOR_AWS, null);
        var episodes = 0;
        ActivationId newest = null;
        for (var event : domain.history()) {
            if (event instanceof SubscriptionOpened opened) {
                episodes = opened.episode();
                newest = opened.activationId();
            } else {
                end = after(end, event);
            }
        }
        return new Outcome(end, episodes, newest);
    }

    private static End after(End before, Object event) {
        return switch (event) {
            case SubscriptionConfirmed e -> new End(SubscriptionStatus.CONFIRMED, e.confirmedAt());
            case SubscriptionFailed e -> new End(SubscriptionStatus.FAILED, e.failedAt());
            case SubscriptionEnding e -> new End(SubscriptionStatus.ENDING, e.endingAt());
            case SubscriptionEnded e -> new End(SubscriptionStatus.ENDED, e.endedAt());
            default -> before;
        };
    }

    private static End newestOf(List<Said> part, Map<Said, Instant> times) {
        return part.stream()
                .filter(times::containsKey)
                .max((one, other) -> at(times, one).compareTo(at(times, other)))
                .map(said -> new End(status(said), at(times, said)))
                .orElseGet(() -> new End(SubscriptionStatus.WAITING_FOR_AWS, null));
    }

    private static SubscriptionStatus status(Said said) {
        return switch (said) {
            case LANDING -> SubscriptionStatus.WAITING_FOR_AWS;
            case SUBSCRIBE_SUCCESS -> SubscriptionStatus.CONFIRMED;
            case SUBSCRIBE_FAIL -> SubscriptionStatus.FAILED;
            case UNSUBSCRIBE_PENDING -> SubscriptionStatus.ENDING;
            case UNSUBSCRIBE_SUCCESS -> SubscriptionStatus.ENDED;
        };
    }

    private static Object command(Said said, Map<Said, Instant> times) {
        return switch (said) {
            case LANDING -> new SubscribeFromMarketplace(ID, PURCHASE, AWS_ACCOUNT, true);
            case SUBSCRIBE_SUCCESS -> new ConfirmSubscription(ID, PURCHASE, null, false, at(times, said));
            case SUBSCRIBE_FAIL -> new FailSubscription(ID, PURCHASE, at(times, said));
            case UNSUBSCRIBE_PENDING -> new BeginEndingSubscription(ID, PURCHASE, at(times, said));
            case UNSUBSCRIBE_SUCCESS -> new EndSubscription(ID, PURCHASE, at(times, said));
        };
    }

    private static ActivationId episode(int number) {
        return ActivationId.of(ID, number);
    }

    private static Instant at(Map<Said, Instant> times, Said said) {
        return Objects.requireNonNull(times.get(said));
    }

    /** The statements a minute apart, in this order. */
    private static Map<Said, Instant> times(List<Said> inTime) {
        var times = new EnumMap<Said, Instant>(Said.class);
        for (var said : inTime) {
            times.put(said, CONFIRMED_AT.plusSeconds(60L * times.size()));
        }
        return times;
    }

    private static Set<List<Said>> parts(List<Said> all) {
        var parts = new HashSet<List<Said>>();
        for (var bits = 1; bits < 1 << all.size(); bits++) {
            var part = new ArrayList<Said>();
            for (var i = 0; i < all.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    part.add(all.get(i));
                }
            }
            parts.add(part);
        }
        return parts;
    }

    private static void permutations(List<Said> of, Consumer<List<Said>> each) {
        var once = new EnumMap<Said, Integer>(Said.class);
        of.forEach(said -> once.put(said, 1));
        interleavings(once, new ArrayList<>(), each);
    }

    private static void interleavings(Map<Said, Integer> left, List<Said> soFar, Consumer<List<Said>> each) {
        if (Collections.max(left.values()) == 0) {
            each.accept(List.copyOf(soFar));
            return;
        }
        for (var said : List.copyOf(left.keySet())) {
            var count = left.getOrDefault(said, 0);
            if (count > 0) {
                left.put(said, count - 1);
                soFar.add(said);
                interleavings(left, soFar, each);
                soFar.removeLast();
                left.put(said, count);
            }
        }
    }
}
