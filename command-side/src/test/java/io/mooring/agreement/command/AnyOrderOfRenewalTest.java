package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementCommand;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.DeprovisionAgreement;
import io.mooring.agreement.api.EndAgreement;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.agreement.api.RecordAgreement;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionEvent;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.testsupport.domain.InMemoryDomain;
import io.mooring.testsupport.time.SettableClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
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

    private static Object lastOf(Purchase purchase, List<Object> happened) {
        Object last = "nothing";
        for (var event : happened) {
            if (event instanceof SubscriptionEvent of && of.subscriptionId().equals(purchase.subscriptionId())) {
                last = event;
            }
        }
        return last;
    }

    private static void add(InMemoryDomain domain, AgreementCommand fact) {
        var standing = (AgreementStanding) domain.send(fact);
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
