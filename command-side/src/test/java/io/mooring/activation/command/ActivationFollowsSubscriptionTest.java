package io.mooring.activation.command;

import static io.mooring.testsupport.subscription.Subscriptions.AWS_ACCOUNT;
import static io.mooring.testsupport.subscription.Subscriptions.CONFIRMED_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.CancelActivation;
import io.mooring.activation.api.EndActivation;
import io.mooring.activation.api.PauseActivation;
import io.mooring.activation.api.ReopenActivation;
import io.mooring.activation.api.Requirement;
import io.mooring.activation.api.SatisfyRequirement;
import io.mooring.activation.api.StartActivation;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.domain.InMemoryDomain;
import io.mooring.testsupport.time.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever the order in which AWS and the buyer are heard, the wizard is open if AWS's newest word is that the payment works, and over if it is the end. */
class ActivationFollowsSubscriptionTest {

    private static final List<Function<Instant, Object>> STATEMENTS = List.of(
            at -> new ConfirmSubscription(ID, PURCHASE, null, false, at),
            at -> new FailSubscription(ID, PURCHASE, at),
            at -> new BeginEndingSubscription(ID, PURCHASE, at),
            at -> new EndSubscription(ID, PURCHASE, at));
    private static final Object LANDING = new SubscribeFromMarketplace(ID, PURCHASE, AWS_ACCOUNT, true);

    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final InMemoryDomain empty = InMemoryDomain.with(
            new SettableClock(), door, new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));

    @Test
    void it_does_under_every_order_of_times_and_of_arrivals() {
        permutations(STATEMENTS, inTime -> {
            var messages = new ArrayList<Object>(List.of(LANDING));
            for (var said : inTime) {
                messages.add(said.apply(CONFIRMED_AT.plusSeconds(60L * messages.size())));
            }
            var newest = messages.getLast();

            permutations(messages, arriving -> {
                var domain = replay(arriving);
                var activation = newestActivation(domain);
                assertThat(door.isOpen(activation)).as("%s", arriving).isEqualTo(newest instanceof ConfirmSubscription);
                assertThat(hasEnded(domain, activation))
                        .as("%s", arriving)
                        .isEqualTo(newest instanceof EndSubscription);
            });
        });
    }

    /** What the saga makes of it, at once after every message. */
    private InMemoryDomain replay(List<Object> messages) {
        var domain = empty.anew();
        for (var message : messages) {
            var before = domain.history().size();
            domain.send(message);
            domain.history().stream()
                    .skip(before)
                    .forEach(event -> follow(event).ifPresent(domain::send));
        }
        return domain;
    }

    private static Optional<Object> follow(Object event) {
        return Optional.ofNullable(
                switch (event) {
                    case SubscriptionOpened e -> new StartActivation(e.activationId(), e.subscriptionId());
                    case BuyerLanded e -> new ReopenActivation(e.activationId());
                    case SubscriptionConfirmed e ->
                        new SatisfyRequirement(e.activationId(), Requirement.CONFIRMED_SUBSCRIPTION);
                    case SubscriptionFailed e -> new CancelActivation(e.activationId());
                    case SubscriptionEnding e -> new PauseActivation(e.activationId());
                    case SubscriptionEnded e -> new EndActivation(e.activationId());
                    default -> null;
                });
    }

    private static ActivationId newestActivation(InMemoryDomain domain) {
        return domain.history().stream()
                .filter(SubscriptionOpened.class::isInstance)
                .map(event -> ((SubscriptionOpened) event).activationId())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static boolean hasEnded(InMemoryDomain domain, ActivationId activation) {
        return domain.history().stream()
                .anyMatch(event -> event instanceof ActivationEnded ended
                        && ended.activationId().equals(activation));
    }

    private static <T> void permutations(List<T> of, Consumer<List<T>> each) {
        permutations(of, new ArrayList<>(), each);
    }

    private static <T> void permutations(List<T> left, List<T> soFar, Consumer<List<T>> each) {
        if (left.isEmpty()) {
            each.accept(List.copyOf(soFar));
        }
        for (var next : left) {
            var others = new ArrayList<>(left);
            others.remove(next);
            soFar.add(next);
            permutations(others, soFar, each);
            soFar.removeLast();
        }
    }
}
