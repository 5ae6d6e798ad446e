package io.mooring.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mooring.activation.api.BoughtListingView;
import io.mooring.activation.api.FindBoughtListing;
import io.mooring.activation.saga.ActivationSaga;
import io.mooring.audit.api.Replays;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.node.api.ThisNode;
import io.mooring.privacy.api.ServerKey;
import io.mooring.subscription.api.AccessTerms;
import io.mooring.subscription.api.GoneLicences;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.task.api.KnownTasks;
import io.mooring.testsupport.subscription.NoPurchases;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationCodes;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The module's beans as the application finds them: they start, do their work by themselves, and stop. */
class SagaWiringIT {

    /** More than there are threads of any scheduler. */
    private static final int QUESTIONS = 12;

    @Test
    void a_committed_code_is_sent_and_a_deadline_is_met_without_being_asked() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            runner(server.getSmtp().getPort()).run(context -> {
                assertThat(context).hasNotFailed().doesNotHaveBean(ActivationSaga.class);
                assertThat(context.getBean(JavaMailSenderImpl.class).getJavaMailProperties())
                        .containsEntry("mail.smtp.timeout", "10000")
                        .containsEntry("mail.smtp.connectiontimeout", "700");

                issueACode(context);
                assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();

                var met = new CountDownLatch(1);
                context.getBean(RecordedCommands.class).handleWith(command -> met.countDown());
                dueNow(
                        context.getBean(JdbcClient.class),
                        "scheduled_tasks",
                        "activation-reminder",
                        MailFacts.ACTIVATION.value());
                assertThat(met.await(10, TimeUnit.SECONDS)).isTrue();
            });
        } finally {
            server.stop();
        }
    }

    /** Whoever waits for an AWS that does not answer holds up no clock. */
    @Test
    void while_every_question_to_aws_waits_a_deadline_is_met() {
        runner(1).run(context -> {
            var aws = context.getBean(NothingAsked.class);
            var met = new CountDownLatch(1);
            context.getBean(RecordedCommands.class).handleWith(command -> met.countDown());
            try {
                for (var purchase = 0; purchase < QUESTIONS; purchase++) {
                    dueNow(
                            context.getBean(JdbcClient.class),
                            "scheduled_readings",
                            "purchase-reading",
                            "s-" + purchase);
                }
                assertThat(aws.waiting.await(20, TimeUnit.SECONDS)).isTrue();

                dueNow(
                        context.getBean(JdbcClient.class),
                        "scheduled_tasks",
                        "activation-reminder",
                        MailFacts.ACTIVATION.value());

                assertThat(met.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(aws.answer.getCount()).isOne();
            } finally {
                aws.answer.countDown();
            }
        });
    }

    private static ApplicationContextRunner runner(int smtpPort) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Scan.class, Surroundings.class)
                .withPropertyValues(
                        "smtp.port=" + smtpPort,
                        "mooring.mail.from=no-reply@mooring.example",
                        "mooring.deadlines.poll-every=1s",
                        "mooring.brand.name=Acme Cloud",
                        "mooring.next-steps[0].title.en=Install",
                        "mooring.next-steps[0].title.zh=安装",
                        "mooring.next-steps[0].url=https://example.com/agent");
    }

    private static void issueACode(ApplicationContext context) {
        var now = context.getBean(Clock.class).instant();
        var event = new CodeIssued(
                MailFacts.VERIFICATION,
                MailFacts.ACTIVATION,
                Purpose.REGISTER,
                1,
                "ada@example.com",
                MailLanguage.EN,
                now,
                now.plus(Duration.ofMinutes(10)));
        var effector = new AnnotationEventHandlerAdapter(context.getBean("whenCodeIssuedThenMailIt"));
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(transaction -> {
            try {
                effector.handle(GenericEventMessage.asEventMessage(event));
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private static void dueNow(JdbcClient jdbc, String table, String task, String instance) {
        jdbc.sql("insert into " + table + """
                         (task_name, task_instance, execution_time, picked, version)
                        values (:task, :instance, :due, false, 1)
                        """)
                .param("task", task)
                .param("instance", instance)
                .param("due", new Timestamp(0))
                .update();
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = {
                "io.mooring.activation.saga",
                "io.mooring.subscription.saga",
                "io.mooring.verification.saga",
                "io.mooring.mail.saga"
            },
            excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ActivationSaga.class))
    static class Scan {}

    @ConfigurationProperties("smtp")
    record Smtp(int port) {}

    /** A node that no other one shares the database with. */
    private static final class Alone implements ThisNode {

        @Override
        public String id() {
            return "node-alone";
        }

        @Override
        public boolean isShown() {
            return true;
        }

        @Override
        public boolean mayJudge() {
            return true;
        }

        @Override
        public void whenShown(Runnable task) {
            task.run();
        }
    }

    static final class NothingBought {

        @QueryHandler
        Optional<BoughtListingView> handle(FindBoughtListing query) {
            return Optional.empty();
        }
    }

    static final class NothingAsked implements MarketplaceReadings {

        /** As many as the threads that ask; they wait for the answer. */
        private final CountDownLatch waiting = new CountDownLatch(4);

        private final CountDownLatch answer = new CountDownLatch(1);

        @Override
        public void readName(PurchaseName name, ReadingCause cause) {}

        @Override
        public void read(SubscriptionId subscriptionId, ReadingCause cause) {
            waiting.countDown();
            try {
                answer.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void readAgreement(String awsAgreementId, ReadingCause cause) {}

        @Override
        public Pass readAll() {
            return new Pass(Instant.EPOCH, Instant.EPOCH, 0, 0, 0);
        }

        @Override
        public Optional<Pass> lastPass() {
            return Optional.empty();
        }
    }

    /** What the rest of the application would provide. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Smtp.class)
    static class Surroundings {

        @Bean
        ThisNode thisNode() {
            return new Alone();
        }

        @Bean
        KnownPurchases purchases() {
            return new NoPurchases();
        }

        @Bean
        Replays replays() {
            return group -> false;
        }

        @Bean
        GoneLicences licences() {
            return any -> false;
        }

        @Bean
        KnownEntitlements entitlements() {
            return subscriptionId -> List.of();
        }

        @Bean
        AccessTerms accessTerms() {
            return (listing, landedAt) -> landedAt;
        }

        @Bean
        KnownTasks tasks() {
            return (kind, awsAgreementId) -> List.of();
        }

        @Bean
        NothingAsked aws() {
            return new NothingAsked();
        }

        @Bean
        SagaDatabase database() {
            return new SagaDatabase();
        }

        @Bean
        DataSource dataSource(SagaDatabase database) {
            return database.dataSource();
        }

        @Bean
        JdbcClient jdbcClient(SagaDatabase database) {
            return database.jdbc();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        VerificationCodes codes() {
            return new VerificationCodes(ServerKey.master("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        }

        @Bean
        RecordedCommands commands() {
            return new RecordedCommands();
        }

        @Bean
        QueryGateway queries() {
            return Answers.by(new NothingBought());
        }

        @Bean
        JavaMailSenderImpl smtp(Smtp properties) {
            var server = new JavaMailSenderImpl();
            server.setHost("127.0.0.1");
            server.setPort(properties.port());
            server.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", "700");
            return server;
        }
    }
}
