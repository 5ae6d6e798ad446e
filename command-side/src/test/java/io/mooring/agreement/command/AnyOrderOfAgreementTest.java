package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.OFFER;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.DeprovisionAgreement;
import io.mooring.agreement.api.EndAgreement;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.agreement.api.RecordAgreement;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.testsupport.domain.InMemoryDomain;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What AWS says of an agreement may come in any order, and twice: where the purchase stands in the end must not depend on it. */
class AnyOrderOfAgreementTest {

    private enum Said {
        LANDING,
        CREATED,
        LICENSE_UPDATED,
        ENDED,
        LICENSE_DEPROVISIONED
    }

    private static final List<Said> IN_ORDER = List.of(Said.values());

    private static final InMemoryDomain DOMAIN = InMemoryDomain.with(new SettableClock());

    @Test
    void every_order_with_every_event_twice_ends_the_purchase_in_its_only_episode() {
        var twice = new EnumMap<Said, Integer>(Said.class);
        Set.of(Said.values()).forEach(said -> twice.put(said, said == Said.LANDING ? 1 : 2));
        var outcomes = new HashSet<List<Object>>();
        var orders = new int[1];

        interleavings(twice, new ArrayList<>(), order -> {
            orders[0]++;
            outcomes.add(outcome(order, AgreementEnd.CANCELLED));
        });

        assertThat(orders[0]).isEqualTo(22_680);
        assertThat(outcomes).containsExactly(List.of(SubscriptionStatus.ENDED, 1));
    }

    /** Every order, and every statement twice by its own time: the licence ends, comes back, and ends with the agreement. */
    @Test
    void statements_of_one_kind_at_two_times_end_the_purchase_in_every_order() {
        var said = new ArrayList<Object>(List.of(
                new RecordAgreement(
                        ID, AWS_ID, AgreementIntent.NEW, null, null, OFFER, MADE_AT, null, MADE_AT.plusSeconds(9)),
                new LicenseAgreement(ID, AWS_ID, PURCHASE, OFFER, MADE_AT),
                new DeprovisionAgreement(ID, AWS_ID, PURCHASE, MADE_AT.plus(Duration.ofDays(10))),
                new LicenseAgreement(ID, AWS_ID, PURCHASE, OFFER, MADE_AT.plus(Duration.ofDays(11))),
                new EndAgreement(ID, AWS_ID, AgreementEnd.CANCELLED, MADE_AT.plus(Duration.ofDays(30))),
                new EndAgreement(
                        ID,
                        AWS_ID,
                        AgreementEnd.EXPIRED,
                        MADE_AT.plus(Duration.ofDays(30)).plusSeconds(9)),
                new DeprovisionAgreement(ID, AWS_ID, PURCHASE, MADE_AT.plus(Duration.ofDays(31)))));

        assertThat(outcomes(said)).containsExactly(List.of(SubscriptionStatus.ENDED, 1));
        said.removeLast();
        assertThat(outcomes(said)).containsExactly(List.of(SubscriptionStatus.ENDING, 1));
    }

    private static Set<List<Object>> outcomes(List<Object> said) {
        var outcomes = new HashSet<List<Object>>();
        permutations(new ArrayList<>(said), 0, order -> {
            var domain = DOMAIN.anew();
            order.forEach(command -> send(domain, command));
            outcomes.add(outcome(domain));
        });
        return outcomes;
    }

    private static void permutations(List<Object> said, int from, Consumer<List<Object>> each) {
        if (from == said.size()) {
            each.accept(said);
            return;
        }
        for (var i = from; i < said.size(); i++) {
            Collections.swap(said, from, i);
            permutations(said, from + 1, each);
            Collections.swap(said, from, i);
        }
    }

    @Test
    void every_order_of_every_part_ends_as_that_part_says() {
        for (var bits = 1; bits < 1 << IN_ORDER.size(); bits++) {
            var part = new EnumMap<Said, Integer>(Said.class);
            for (var i = 0; i < IN_ORDER.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    part.put(IN_ORDER.get(i), 1);
                }
            }
            var outcomes = new HashSet<List<Object>>();
            interleavings(part, new ArrayList<>(), order -> outcomes.add(outcome(order, AgreementEnd.EXPIRED)));

            assertThat(outcomes)
                    .as("%s", part.keySet())
                    .containsExactly(List.of(expected(part.keySet()), isKnown(part.keySet()) ? 1 : 0));
        }
    }

    @Test
    void an_agreement_that_another_follows_takes_nothing_away_in_any_order() {
        for (var end : List.of(AgreementEnd.RENEWED, AgreementEnd.REPLACED)) {
            var once = new EnumMap<Said, Integer>(Said.class);
            Set.of(Said.values()).forEach(said -> once.put(said, 1));
            var outcomes = new HashSet<List<Object>>();
            var everPaused = new HashSet<Boolean>();

            interleavings(once, new ArrayList<>(), order -> {
                var domain = DOMAIN.anew();
                order.forEach(said -> say(domain, said, end));
                outcomes.add(outcome(domain));
                everPaused.add(domain.history().stream()
                        .anyMatch(event -> event instanceof SubscriptionEnding || event instanceof SubscriptionEnded));
            });

            assertThat(outcomes).containsExactly(List.of(SubscriptionStatus.CONFIRMED, 1));
            assertThat(everPaused).containsExactly(false);
        }
    }

    @Test
    void nothing_is_confirmed_once_the_end_is_known() {
        var once = new EnumMap<Said, Integer>(Said.class);
        Set.of(Said.values()).forEach(said -> once.put(said, 1));

        interleavings(once, new ArrayList<>(), order -> {
            if (order.indexOf(Said.ENDED) < order.indexOf(Said.LICENSE_UPDATED)) {
                var domain = DOMAIN.anew();
                order.forEach(said -> say(domain, said, AgreementEnd.CANCELLED));
                assertThat(domain.history()).noneMatch(SubscriptionConfirmed.class::isInstance);
            }
        });
    }

    /** AWS changes a licence while it ends it: a change that is newer than the end gives nothing back. */
    @Test
    void a_change_of_the_licence_after_the_agreements_end_confirms_nothing() {
        var domain = DOMAIN.anew();
        say(domain, Said.LICENSE_UPDATED, AgreementEnd.CANCELLED);
        say(domain, Said.ENDED, AgreementEnd.CANCELLED);
        send(domain, new LicenseAgreement(ID, AWS_ID, PURCHASE, OFFER, at(Said.LICENSE_DEPROVISIONED)));

        assertThat(outcome(domain)).isEqualTo(List.of(SubscriptionStatus.ENDING, 1));
    }

    private static SubscriptionStatus expected(Set<Said> said) {
        if (said.contains(Said.ENDED) && said.contains(Said.LICENSE_DEPROVISIONED)) {
            return SubscriptionStatus.ENDED;
        }
        if (said.contains(Said.ENDED) && said.contains(Said.LICENSE_UPDATED)) {
            return SubscriptionStatus.ENDING;
        }
        return said.contains(Said.LICENSE_UPDATED) ? SubscriptionStatus.CONFIRMED : SubscriptionStatus.WAITING_FOR_AWS;
    }

    private static boolean isKnown(Set<Said> said) {
        return said.contains(Said.LANDING)
                || said.contains(Said.LICENSE_UPDATED)
                || said.contains(Said.LICENSE_DEPROVISIONED);
    }

    private static List<Object> outcome(List<Said> order, AgreementEnd end) {
        var domain = DOMAIN.anew();
        order.forEach(said -> say(domain, said, end));
        return outcome(domain);
    }

    private static List<Object> outcome(InMemoryDomain domain) {
        var status = SubscriptionStatus.WAITING_FOR_AWS;
        var episodes = 0;
        for (var event : domain.history()) {
            switch (event) {
                case SubscriptionOpened e -> episodes = e.episode();
                case SubscriptionConfirmed e -> status = SubscriptionStatus.CONFIRMED;
                case SubscriptionFailed e -> status = SubscriptionStatus.FAILED;
                case SubscriptionEnding e -> status = SubscriptionStatus.ENDING;
                case SubscriptionEnded e -> status = SubscriptionStatus.ENDED;
                default -> {}
            }
        }
        return List.of(status, episodes);
    }

    private static void say(InMemoryDomain domain, Said said, AgreementEnd end) {
        send(
                domain,
                switch (said) {
                    case LANDING ->
                        new SubscribeFromMarketplace(PURCHASE.subscriptionId(), PURCHASE, "222222222222", true);
                    case CREATED ->
                        new RecordAgreement(
                                ID, AWS_ID, AgreementIntent.NEW, null, null, OFFER, at(said), null, at(said));
                    case LICENSE_UPDATED -> new LicenseAgreement(ID, AWS_ID, PURCHASE, OFFER, at(said));
                    case ENDED -> new EndAgreement(ID, AWS_ID, end, at(said));
                    case LICENSE_DEPROVISIONED -> new DeprovisionAgreement(ID, AWS_ID, PURCHASE, at(said));
                });
    }

    private static void send(InMemoryDomain domain, Object command) {
        if (domain.send(command) instanceof AgreementHearing heard) {
            heard.standing().due().forEach(domain::send);
        }
    }

    private static Instant at(Said said) {
        return MADE_AT.plusSeconds(IN_ORDER.indexOf(said));
    }

    private static void interleavings(Map<Said, Integer> left, List<Said> soFar, Consumer<List<Said>> each) {
        var over = true;
        for (var said : List.copyOf(left.keySet())) {
            var count = left.getOrDefault(said, 0);
            if (count > 0) {
                over = false;
                left.put(said, count - 1);
                soFar.add(said);
                interleavings(left, soFar, each);
                soFar.removeLast();
                left.put(said, count);
            }
        }
        if (over) {
            each.accept(List.copyOf(soFar));
        }
    }
}
