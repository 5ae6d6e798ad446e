package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.Explanation;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.saga.Appointments;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.entitlement.api.Entitlement;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskSubject;
import io.mooring.task.api.TaskView;
import io.mooring.testsupport.subscription.NoPurchases;
import io.mooring.workbench.RecordedCommands;
import io.mooring.workbench.SagaDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The clocks of a purchase and the questions to AWS on the real schedulers' tables, with doubles for what they look at and for AWS. */
abstract class ClocksOfTest {

    final SagaDatabase database = new SagaDatabase();
    final RecordedCommands commands = new RecordedCommands();
    final SettableClock time = new SettableClock();
    final Clock clock = new Following();
    final KnownPurchase purchases = new KnownPurchase();
    boolean licenceGone;

    @Nullable
    String replayed;

    final Answering aws = new Answering();
    final List<TaskView> waiting = new ArrayList<>();
    final List<Entitlement> entitlements = new ArrayList<>();

    @Nullable
    Explanation explanation;

    final Surroundings surroundings = new Surroundings(
            purchases,
            of -> entitlements,
            this::open,
            any -> licenceGone,
            this::accessDueAt,
            groups -> replayed != null && groups.contains(replayed),
            of -> Optional.ofNullable(explanation));
    final Appointments appointments = new Appointments(database.jdbc(), "scheduled_tasks");
    final RequestedReadings requests = new RequestedReadings(
            new Appointments(database.jdbc(), RequestedReadings.TABLE), clock, Duration.ofSeconds(2));
    private final ManualScheduler ringing =
            manual("scheduled_tasks", new RingingClocks(surroundings, requests, commands, clock).tasks());
    private final ManualScheduler asking =
            manual(RequestedReadings.TABLE, questions(new Pace(1_000), surroundings::isInReplay));
    final WhenAPurchaseChangesThenWindItsClocks effector = new WhenAPurchaseChangesThenWindItsClocks(
            new PurchaseClocks(appointments),
            requests,
            commands,
            clock,
            this::accessDueAt,
            new BoughtListings(database.jdbc()));

    final Instant start = Instant.parse("2026-11-01T10:00:00Z");
    final SubscriptionId id = new SubscriptionId("s-1");
    final ActivationId activation = ActivationId.of(id, 1);
    final AgreementId agreement = AgreementId.of("aws", "agmt-1");

    Instant accessDueAt(@Nullable String listing, Instant landedAt) {
        return landedAt.plus(Duration.ofDays("metrics".equals(listing) ? 4 : 1));
    }

    List<TaskView> open(TaskKind kind, String awsAgreementId) {
        return waiting.stream()
                .filter(task -> task.kind() == kind
                        && awsAgreementId.equals(task.subject().awsAgreementId()))
                .toList();
    }

    List<Task<?>> questions(Pace pace, BooleanSupplier inReplay) {
        var tasks = new ReadingTasks(aws, requests, commands, pace, inReplay);
        return List.of(tasks.purchase(), tasks.agreement(), tasks.allAgain(), tasks.all(Duration.ofMinutes(15)));
    }

    /** One that does what is due when it is told to. */
    ManualScheduler manual(String table, List<? extends Task<?>> tasks) {
        var builder = TestHelper.createManualScheduler(
                        new TransactionAwareDataSourceProxy(database.dataSource()), List.<Task<?>>copyOf(tasks))
                .clock(time);
        builder.tableName(table);
        return builder.build();
    }

    @BeforeEach
    void the_clock_stands_at_the_start() {
        time.set(start);
        purchases.is(SubscriptionStatus.WAITING_FOR_AWS);
        purchases.landedAt = start;
    }

    AgreementRead read(Status status) {
        return read(status, null);
    }

    AgreementRead read(Status status, @Nullable Instant startsAt) {
        return new AgreementRead(
                agreement,
                "agmt-1",
                new AgreementReading(
                        "agmt-1", status, null, null, null, "l-1", Provision.UNTOLD, null, false, startsAt, null),
                purchases.purchase,
                null,
                List.of(AgreementDifference.ENDED),
                ReadingCause.REGULAR,
                start);
    }

    void cancellationRequested() {
        var kind = TaskKind.CANCELLATION_REQUESTED;
        var subject = new TaskSubject("acr-1", "agmt-1", null, null);
        var due = start.plus(Duration.ofDays(7));
        effector.on(new TaskOpened(TaskId.of(kind, "acr-1"), kind, subject, start, due));
        waiting.add(new TaskView(TaskId.of(kind, "acr-1"), kind, subject, start, due, kind.advice()));
    }

    void explained(ActivationStatus status, Hindrance hindrance) {
        explanation = new Explanation(activation, id, status, start, SubscriptionStatus.CONFIRMED, List.of(hindrance));
    }

    void runAt(Instant at) {
        time.set(at);
        ringing.runAnyDueExecutions();
        asking.runAnyDueExecutions();
    }

    List<TaskKind> opened() {
        return commands.sent().stream()
                .map(RecordedCommands.Sent::command)
                .filter(OpenTask.class::isInstance)
                .map(command -> ((OpenTask) command).kind())
                .toList();
    }

    List<String> clocks() {
        return database.jdbc()
                .sql("select task_name from scheduled_tasks union all select task_name from scheduled_readings")
                .query((row, number) -> row.getString(1))
                .list();
    }

    long armed() {
        return database.jdbc()
                .sql("select (select count(*) from scheduled_tasks) + (select count(*) from scheduled_readings)")
                .query(Long.class)
                .single();
    }

    /** The scheduler's clock as the JDK's. */
    final class Following extends Clock {
        @Override
        public Instant instant() {
            return time.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** One purchase. */
    final class KnownPurchase extends NoPurchases {

        final Purchase purchase = new Purchase("metrics", "aws", "product-2", null, "l-1");
        SubscriptionStatus status = SubscriptionStatus.WAITING_FOR_AWS;

        @Nullable
        Instant landedAt;

        @Nullable
        Instant startsAt;

        boolean isInTheView = true;

        void is(SubscriptionStatus now) {
            status = now;
        }

        @Override
        public Optional<PurchaseView> find(SubscriptionId subscriptionId) {
            return Optional.of(new PurchaseView(id, purchase, "agmt-1", status, start, landedAt, true, startsAt))
                    .filter(any -> isInTheView);
        }

        @Override
        public Optional<PurchaseView> ofAgreement(String awsAgreementId) {
            return find(id);
        }
    }

    /** AWS. */
    static final class Answering implements MarketplaceReadings {

        @Override
        public void readName(PurchaseName name, ReadingCause cause) {
            asked.add(name.key() + " " + cause);
            meanwhile.run();
        }

        final List<String> asked = new ArrayList<>();
        int rounds;
        Runnable meanwhile = () -> {};

        @Override
        public void read(SubscriptionId subscriptionId, ReadingCause cause) {
            asked.add(subscriptionId + " " + cause);
            meanwhile.run();
        }

        @Override
        public void readAgreement(String awsAgreementId, ReadingCause cause) {
            asked.add(awsAgreementId + " " + cause);
            meanwhile.run();
        }

        @Override
        public Pass readAll() {
            rounds++;
            meanwhile.run();
            return new Pass(Instant.EPOCH, Instant.EPOCH, 0, 0, 0);
        }

        @Override
        public Optional<Pass> lastPass() {
            return Optional.empty();
        }
    }
}
