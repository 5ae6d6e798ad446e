package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.agreement.api.AgreementComparison;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import io.mooring.subscription.marketplace.Entitlements.Entitlement;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import io.mooring.task.api.TaskView;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What AWS says when it is asked, with a double for AWS, on a real PostgreSQL. */
abstract class AskedAws {

    static final Instant NOW = IntakeFixture.NOW;
    static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    static final Purchase PURCHASE = new Purchase("newer", "aws", AgreementEvents.PRODUCT, null, LICENCE);
    static final SubscriptionId SUBSCRIPTION = PURCHASE.subscriptionId();

    final IntakeFixture fixture = new IntakeFixture();
    final Readings readings = new Readings(fixture.jdbc);
    final SettableClock time = new SettableClock();
    final List<Object> sent = new ArrayList<>();
    final Map<String, AgreementReading> agreements = new LinkedHashMap<>();
    final List<Entitlement> entitlements = new ArrayList<>();
    final PurchasesInMemory purchases = new PurchasesInMemory();
    final List<TaskView> tasks = new ArrayList<>();
    final Set<String> followed = new HashSet<>();

    @Nullable
    RuntimeException away;

    @Nullable
    Instant trialEnd;

    final List<Duration> rested = new ArrayList<>();
    Pacing.Rest whileResting = duration -> {};
    final Set<SubscriptionId> refused = new HashSet<>();
    int pausedFor;
    final List<io.mooring.entitlement.api.Entitlement> lastKnown = new ArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<String> looks = new ArrayList<>();
    final List<String> changed = new ArrayList<>();

    final Reconciliation reconciliation = new Reconciliation(
            new Truth(new AskedAgreements(), this::entitlementsOf),
            new Discovery(new AskedAgreements(), Notifications.listings(), purchases, readings, meters),
            Notifications.listings(),
            fixture.names,
            fixture.identities(
                    new NameTruth(new AskedAgreements(), this::entitlementsOf, purchases, Notifications.listings())),
            purchases,
            new AnswerRecorder(
                    Notifications.listings(),
                    fixture.names,
                    id -> lastKnown,
                    followed::contains,
                    (kind, awsAgreementId) -> tasks.stream()
                            .filter(task -> task.kind() == kind
                                    && awsAgreementId.equals(task.subject().awsAgreementId()))
                            .toList(),
                    readings,
                    fixture.commands),
            readings,
            fixture.commands,
            fixture.transactions,
            time,
            duration -> {
                rested.add(duration);
                whileResting.take(duration);
            });

    @BeforeEach
    void aws_knows_one_agreement_in_force() {
        time.set(NOW);
        agreements.put(AWS_ID, reading(AWS_ID, Status.ACTIVE, null, LICENCE));
        purchases.known.put(SUBSCRIPTION, view(SubscriptionStatus.CONFIRMED, AWS_ID));
        fixture.commands.before(sent::add);
        fixture.commands.answering(command -> command instanceof CompareAgreement
                ? new AgreementComparison(List.of(), standing(null))
                : (Object) false);
    }

    List<CompareAgreement> compared() {
        return sent.stream()
                .filter(CompareAgreement.class::isInstance)
                .map(CompareAgreement.class::cast)
                .toList();
    }

    List<Entitlement> entitlementsOf(Purchase purchase) {
        if (refused.contains(purchase.subscriptionId())) {
            throw new EntitlementsUnavailable("InvalidParameterException", Why.REFUSED);
        }
        if (away instanceof EntitlementsUnavailable failure && isAway(failure)) {
            throw failure;
        }
        return entitlements;
    }

    private boolean isAway(AwsUnanswered failure) {
        return failure.why() != Why.PAUSED || pausedFor-- > 0;
    }

    AgreementReading aws(String id) {
        return Objects.requireNonNull(agreements.get(id));
    }

    static AgreementReading reading(String id, Status status, @Nullable String initial, @Nullable String licence) {
        return new AgreementReading(
                id, status, initial, "222222222222", null, licence, Provision.PROVISIONED, null, false, NOW, null);
    }

    static PurchaseView view(SubscriptionStatus status, @Nullable String awsAgreementId) {
        return new PurchaseView(SUBSCRIPTION, PURCHASE, awsAgreementId, status, NOW, NOW, true, null);
    }

    static AgreementStanding standing(@Nullable Instant licensedAt) {
        return io.mooring.testsupport.agreement.Agreements.standing(
                licensedAt == null ? null : PURCHASE, null, licensedAt, null, null, null);
    }

    /** AWS, as far as it knows agreements. */
    class AskedAgreements implements Agreements {

        @Override
        public Optional<AgreementReading> byId(String awsAgreementId) {
            answerOrNot();
            return Optional.ofNullable(agreements.get(awsAgreementId));
        }

        @Override
        public Optional<AgreementReading> byLicence(String licenseArn) {
            return agreements.values().stream()
                    .filter(reading -> licenseArn.equals(reading.licenseArn()))
                    .findFirst();
        }

        /** One to a page. */
        @Override
        public Changed changed(String productId, @Nullable Instant since, Instant until, @Nullable String page) {
            if (page == null) {
                looks.add(productId + " " + since + " " + until);
            }
            answerOrNot();
            var index = page == null ? 0 : Integer.parseInt(page);
            return index >= changed.size()
                    ? new Changed(List.of(), null)
                    : new Changed(List.of(changed.get(index)), String.valueOf(index + 1));
        }

        @Override
        public Agreements ofSeller(Listing listing) {
            return this;
        }

        private void answerOrNot() {
            if (away instanceof AgreementsUnavailable failure && isAway(failure)) {
                throw failure;
            }
        }

        @Override
        public Optional<Instant> freeTrialEnd(AgreementReading reading) {
            return Optional.ofNullable(trialEnd);
        }

        @Override
        public List<AgreementReading> ofAccount(String awsAccountId, String productId) {
            return List.copyOf(agreements.values());
        }

        @Override
        public List<AgreementReading> chain(String initialAwsAgreementId, String awsAgreementId) {
            return List.copyOf(agreements.values());
        }
    }
}
