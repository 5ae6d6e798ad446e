package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementCommand;
import io.mooring.agreement.api.AgreementComparison;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.agreement.api.DeprovisionAgreement;
import io.mooring.agreement.api.EndAgreement;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.agreement.api.RecordAgreement;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionEvent;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskSettled;
import io.mooring.testsupport.domain.InMemoryDomain;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An agreement, and the one that renews it: what AWS says of both may come in any order, and what the first one had goes over without a gap. */
class AnyOrderOfRenewalTest {

    private static final InMemoryDomain DOMAIN = InMemoryDomain.with(new SettableClock());
    private static final String OLD = "agmt-old";
    private static final String NEW = "agmt-new";
    private static final Purchase OLD_LICENCE = licence("l-01");
    private static final Purchase NEW_LICENCE = licence("l-02");

    private static final List<AgreementCommand> SAID = List.of(
            new LicenseAgreement(id(OLD), OLD, OLD_LICENCE, null, MADE_AT),
            new RecordAgreement(
                    id(NEW), NEW, AgreementIntent.RENEW, OLD, null, null, null, null, MADE_AT.plusSeconds(60)),
            new EndAgreement(id(OLD), OLD, AgreementEnd.RENEWED, MADE_AT.plusSeconds(61)),
            new LicenseAgreement(id(NEW), NEW, NEW_LICENCE, null, MADE_AT.plusSeconds(62)),
            new DeprovisionAgreement(id(OLD), OLD, OLD_LICENCE, MADE_AT.plusSeconds(63)));

    private static final CompareAgreement FAILED =
            read(Provision.FAILED, MADE_AT.plus(AgreementDifferences.LAG).plus(Duration.ofHours(1)));

    @Test
    void every_order_hands_on_once_and_takes_nothing_away() {
        var orders = new int[1];
        permutations(new ArrayList<>(SAID), 0, order -> {
            orders[0]++;
            var domain = DOMAIN.anew();
            order.forEach(fact -> add(domain, fact));

            var happened = domain.history();
            assertThat(happened)
                    .noneMatch(event -> event instanceof SubscriptionEnding || event instanceof SubscriptionEnded);
            assertThat(happened.stream()
                            .filter(SubscriptionSuperseded.class::isInstance)
                            .map(SubscriptionSuperseded.class::cast))
                    .singleElement()
                    .satisfies(superseded -> {
                        assertThat(superseded.subscriptionId()).isEqualTo(OLD_LICENCE.subscriptionId());
                        assertThat(superseded.successor()).isEqualTo(NEW_LICENCE.subscriptionId());
                    });
            assertThat(lastOf(NEW_LICENCE, happened)).isInstanceOf(SubscriptionConfirmed.class);
        });
        assertThat(orders[0]).isEqualTo(120);
    }

    /** AWS may call the end of the first one something else than a renewal, and say so before the pointer is known; the licence is said of twice by two times. */
    @Test
    void whatever_the_first_one_ends_as_the_second_one_goes_on_in_every_order() {
        for (var end : List.of(AgreementEnd.EXPIRED, AgreementEnd.CANCELLED)) {
            var said = new ArrayList<AgreementCommand>(SAID);
            said.set(2, new EndAgreement(id(OLD), OLD, end, MADE_AT.plusSeconds(61)));
            said.add(new LicenseAgreement(id(OLD), OLD, OLD_LICENCE, null, MADE_AT.plusSeconds(30)));
            said.add(new DeprovisionAgreement(id(OLD), OLD, OLD_LICENCE, MADE_AT.plusSeconds(20)));
            permutations(said, 0, order -> {
                var domain = DOMAIN.anew();
                order.forEach(fact -> add(domain, fact));

                var happened = domain.history();
                assertThat(lastOf(OLD_LICENCE, happened)).isInstanceOf(SubscriptionSuperseded.class);
                assertThat(lastOf(NEW_LICENCE, happened)).isInstanceOf(SubscriptionConfirmed.class);
            });
        }
    }

    @Test
    void nothing_is_handed_on_before_the_new_licence_is_in_force() {
        var missing = new ArrayList<>(SAID);
        // Whose licence it is becomes known here, too, but not that it is in force
        missing.set(3, new DeprovisionAgreement(id(NEW), NEW, NEW_LICENCE, MADE_AT.plusSeconds(62)));
        permutations(missing, 0, order -> {
            var domain = DOMAIN.anew();
            order.forEach(fact -> add(domain, fact));

            assertThat(domain.history()).noneMatch(SubscriptionSuperseded.class::isInstance);
        });
    }

    /** What AWS may say of a renewal whose payment fails after its licence was in force, and when it is mended. */
    @Test
    void a_payment_that_fails_after_the_renewal_takes_nothing_away_in_any_order() {
        var failing = new ArrayList<>(SAID);
        failing.add(FAILED);
        var handedOnFirst = new int[1];
        permutations(failing, 0, order -> {
            var domain = DOMAIN.anew();
            order.forEach(fact -> tell(domain, fact));

            var happened = domain.history();
            assertThat(happened)
                    .noneMatch(event -> event instanceof SubscriptionEnding || event instanceof SubscriptionEnded);
            var handedOn = indexOf(SubscriptionSuperseded.class, happened);
            if (handedOn >= 0) {
                handedOnFirst[0]++;
                assertThat(happened.subList(handedOn, happened.size())).noneMatch(SubscriptionFailed.class::isInstance);
            } else {
                assertThat(lastOf(OLD_LICENCE, happened)).isInstanceOf(SubscriptionConfirmed.class);
            }
            assertThat(happened.stream()
                            .filter(TaskOpened.class::isInstance)
                            .map(TaskOpened.class::cast)
                            .map(TaskOpened::kind))
                    .containsExactly(TaskKind.RENEWAL_UNPAID);

            add(domain, read(Provision.PROVISIONED, FAILED.readAt().plusSeconds(900)));
            var mended = domain.history();
            assertThat(mended)
                    .filteredOn(SubscriptionSuperseded.class::isInstance)
                    .hasSize(1);
            assertThat(lastOf(NEW_LICENCE, mended)).isInstanceOf(SubscriptionConfirmed.class);
            assertThat(mended).filteredOn(TaskSettled.class::isInstance).hasSize(1);
        });
        assertThat(handedOnFirst[0]).isPositive().isLessThan(720);
    }

    @Test
    void a_renewal_that_was_never_paid_for_leaves_everything_where_it_is() {
        var unpaid = new ArrayList<>(SAID);
        unpaid.set(3, read(Provision.FAILED, MADE_AT.plusSeconds(90)));
        permutations(unpaid, 0, order -> {
            var domain = DOMAIN.anew();
            order.forEach(fact -> add(domain, fact));

            assertThat(lastOf(OLD_LICENCE, domain.history())).isInstanceOf(SubscriptionConfirmed.class);
            assertThat(lastOf(NEW_LICENCE, domain.history())).isInstanceOf(SubscriptionFailed.class);
            assertThat(domain.history())
                    .filteredOn(TaskOpened.class::isInstance)
                    .hasSize(1);
        });
    }

    @Test
    void a_renewal_that_ends_after_its_payment_failed_ends_like_any_other() {
        permutations(new ArrayList<>(SAID), 0, order -> {
            var domain = DOMAIN.anew();
            order.forEach(fact -> add(domain, fact));
            tell(domain, FAILED);
            var over = FAILED.readAt().plusSeconds(900);
            add(domain, new EndAgreement(id(NEW), NEW, AgreementEnd.TERMINATED, over));
            add(domain, new DeprovisionAgreement(id(NEW), NEW, NEW_LICENCE, over.plusSeconds(1)));

            assertThat(lastOf(NEW_LICENCE, domain.history())).isInstanceOf(SubscriptionEnded.class);
            assertThat(domain.history())
                    .filteredOn(TaskSettled.class::isInstance)
                    .hasSize(1);
        });
    }

    @Test
    void a_licence_that_is_told_of_before_the_renewal_begins_hands_nothing_on_until_then() {
        var begins = MADE_AT.plusSeconds(3_600);
        var ahead = new ArrayList<>(SAID);
        ahead.set(
                1,
                new RecordAgreement(
                        id(NEW), NEW, AgreementIntent.RENEW, OLD, null, null, begins, null, MADE_AT.plusSeconds(60)));
        ahead.remove(2);
        permutations(ahead, 0, order -> {
            var domain = DOMAIN.anew();
            order.forEach(fact -> add(domain, fact));
            assertThat(domain.history()).noneMatch(SubscriptionSuperseded.class::isInstance);

            add(domain, read(Provision.PROVISIONED, begins, begins));
            assertThat(domain.history())
                    .filteredOn(SubscriptionSuperseded.class::isInstance)
                    .hasSize(1);
        });
    }

    private static int indexOf(Class<?> event, List<Object> happened) {
        return happened.stream().map(Object::getClass).toList().indexOf(event);
    }

    /** What AWS says of the renewal when it is asked. */
    private static CompareAgreement read(Provision provision, Instant at) {
        return read(provision, null, at);
    }

    private static CompareAgreement read(Provision provision, @Nullable Instant startsAt, Instant at) {
        var reading = new AgreementReading(
                NEW, Status.ACTIVE, OLD, null, null, NEW_LICENCE.licenseArn(), provision, null, false, startsAt, null);
        return new CompareAgreement(id(NEW), reading, NEW_LICENCE, null, ReadingCause.REGULAR, at);
    }

    private static Object lastOf(Purchase purchase, List<Object> happened) {
        Object last = "nothing";
        for (var event : happened) {
            if (event instanceof SubscriptionEvent of && of.subscriptionId().equals(purchase.subscriptionId())) {
                last = event;
            }
        }
        return last;
    }

    /** That the payment of what was in force has failed is believed when AWS says so twice. */
    private static void tell(InMemoryDomain domain, AgreementCommand fact) {
        if (fact.equals(FAILED)) {
            add(domain, read(Provision.FAILED, FAILED.readAt().minus(AgreementDifferences.DOUBT)));
        }
        add(domain, fact);
    }

    private static void add(InMemoryDomain domain, AgreementCommand fact) {
        var answer = domain.send(fact);
        var standing = answer instanceof AgreementComparison compared
                ? compared.standing()
                : ((AgreementHearing) answer).standing();
        for (var due : standing.due()) {
            if (due instanceof AgreementCommand ofAnother) {
                add(domain, ofAnother);
            } else {
                domain.send(due);
            }
        }
    }

    private static void permutations(List<AgreementCommand> said, int from, Consumer<List<AgreementCommand>> each) {
        if (from == said.size()) {
            each.accept(List.copyOf(said));
            return;
        }
        for (var i = from; i < said.size(); i++) {
            Collections.swap(said, from, i);
            permutations(said, from + 1, each);
            Collections.swap(said, from, i);
        }
    }

    private static AgreementId id(String awsAgreementId) {
        return AgreementId.of("aws", awsAgreementId);
    }

    private static Purchase licence(String licence) {
        return new Purchase(
                "metrics", "aws", "product-2", null, "arn:aws:license-manager::222222222222:license:" + licence);
    }
}
