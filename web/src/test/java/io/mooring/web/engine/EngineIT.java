package io.mooring.web.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.StartActivation;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.rule.api.RuleViolated;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.testsupport.postgres.TestPostgres;
import io.mooring.testsupport.postgres.TestPostgres.Installation;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestAnotherCode;
import io.mooring.verification.api.RequestVerification;
import io.mooring.verification.api.VerificationCodes;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationOutcome;
import io.mooring.verification.api.VerifyEmail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EngineIT {

    static final Instant AWS_SAID = Instant.parse("2026-11-01T10:00:00Z");
    static final Purchase PURCHASE = new Purchase("observability", "aws-cn", "product-1", "customer-1", null);

    static ConfigurableApplicationContext engine;

    @Configuration
    @EnableAutoConfiguration
    @ComponentScan({
        "io.mooring.web.engine",
        "io.mooring.activation.command",
        "io.mooring.subscription.command",
        "io.mooring.verification.command",
        "io.mooring.workspace.command",
        "io.mooring.billing.command",
        "io.mooring.console.command",
        "io.mooring.access.command",
        "io.mooring.reservation.command"
    })
    static class WithoutReaders {}

    /** Starts that engine as an operator would, on a database with two logins. */
    static ConfigurableApplicationContext started(Installation on, String login, Class<?>... further) {
        return new SpringApplicationBuilder(WithoutReaders.class)
                .sources(further)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "mooring.master-key",
                        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "spring.datasource.url",
                        on.url(),
                        "spring.datasource.username",
                        login,
                        "spring.flyway.user",
                        Installation.OWNER,
                        "spring.flyway.password",
                        ""))
                .run();
    }

    @BeforeAll
    static void start() {
        engine = started(TestPostgres.freshInstallation(), Installation.ENGINE);
        commands = engine.getBean(Commands.class);
        jdbc = engine.getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static Commands commands;
    private static JdbcClient jdbc;

    @Test
    void an_auditor_finds_what_concerns_an_activation_by_an_index() {
        var plan = jdbc.sql("""
                        explain select event_type from domain_event
                         where payload ->> 'activationId' = 'a' order by global_index
                        """).query(String.class).list();

        assertThat(String.join("\n", plan)).contains("domain_event_by_activation");
    }

    @Test
    void a_command_leaves_events_under_logical_names_with_their_actor_and_cause() {
        var id = PURCHASE.subscriptionId();
        commands.send(new SubscribeFromMarketplace(id, PURCHASE, "123456789012", true), Actor.buyer("s-1"));
        commands.send(new ConfirmSubscription(id, PURCHASE, null, false, AWS_SAID), Actor.aws("m-1"));
        commands.send(new ConfirmSubscription(id, PURCHASE, null, false, AWS_SAID), Actor.aws("m-1"));

        assertThat(history(id))
                .containsExactly(
                        "subscription.SubscriptionOpened buyer:s-1 true",
                        "subscription.BuyerLanded buyer:s-1 true",
                        "subscription.SubscriptionConfirmed aws:m-1 true");
    }

    @Test
    void commands_that_are_handled_as_one_unit_see_each_other_and_are_each_a_beginning() {
        var purchase = new Purchase("observability", "aws-cn", "product-1", "customer-2", null);
        var id = purchase.subscriptionId();

        inOneUnit(purchase, () -> {
            commands.send(new SubscribeFromMarketplace(id, purchase, null, false), Actor.aws("m-1"));
            commands.send(new ConfirmSubscription(id, purchase, null, false, AWS_SAID), Actor.aws("m-1"));
            commands.send(new SubscribeFromMarketplace(id, purchase, "123456789012", true), Actor.aws("m-2"));
            commands.send(new ConfirmSubscription(id, purchase, null, false, AWS_SAID), Actor.aws("m-3"));
        });

        assertThat(history(id))
                .containsExactly(
                        "subscription.SubscriptionOpened aws:m-1 true",
                        "subscription.SubscriptionConfirmed aws:m-1 true",
                        "subscription.BuyerLanded aws:m-2 true");
    }

    @Test
    void commands_that_are_handled_as_one_unit_have_no_effect_when_one_of_them_fails() {
        var purchase = new Purchase("observability", "aws-cn", "product-1", "customer-3", null);
        var id = purchase.subscriptionId();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> inOneUnit(purchase, () -> {
                    commands.send(new SubscribeFromMarketplace(id, purchase, null, false), Actor.aws("m-1"));
                    throw new IllegalStateException("the next one");
                }))
                .withMessage("the next one");

        assertThat(history(id)).isEmpty();
    }

    @Test
    void what_somebody_else_records_after_it_was_read_ahead_is_a_collision() {
        var purchase = new Purchase("observability", "aws-cn", "product-1", "customer-4", null);
        var id = purchase.subscriptionId();

        assertThatExceptionOfType(AggregateStreamCreationException.class)
                .isThrownBy(() -> inOneUnit(purchase, () -> {
                    CompletableFuture.runAsync(() -> commands.send(
                                    new SubscribeFromMarketplace(id, purchase, "123456789012", true),
                                    Actor.buyer("s-2")))
                            .join();
                    commands.send(new SubscribeFromMarketplace(id, purchase, null, false), Actor.aws("m-1"));
                }));

        assertThat(history(id)).hasSize(2).allSatisfy(event -> assertThat(event).contains("buyer:s-2"));
    }

    private static void inOneUnit(Purchase purchase, Runnable work) {
        var transactions = new TransactionTemplate(engine.getBean(PlatformTransactionManager.class));
        transactions.executeWithoutResult(transaction ->
                commands.readingAhead(List.of(purchase.subscriptionId().value()), () -> {
                    work.run();
                    return true;
                }));
    }

    private static List<@Nullable String> history(SubscriptionId id) {
        return jdbc.sql("""
                        select event_type || ' ' || (metadata ->> 'actor') || ' ' || (correlation_id = causation_id)
                          from domain_event where aggregate_id = ? order by sequence_number
                        """).param(id.value()).query(String.class).list();
    }

    @Test
    void a_mailbox_is_proven_by_a_code_that_is_stored_nowhere() {
        var activation = new ActivationId("a-1");
        var verification = VerificationId.random();
        commands.send(new StartActivation(activation, PURCHASE.subscriptionId()), Actor.system("test"));
        var validity = commands.ask(
                new RequestVerification(
                        verification, activation, Purpose.REGISTER, "ann@harbor.example", null, MailLanguage.EN),
                CodeValidity.class,
                Actor.buyer("s-1"));
        assertThat(validity.resendAfter()).isBefore(validity.codeExpiresAt());
        assertThatExceptionOfType(RuleViolated.class)
                .isThrownBy(() -> commands.ask(
                        new RequestAnotherCode(verification, activation), CodeValidity.class, Actor.buyer("s-1")))
                .satisfies(refused -> assertThat(refused.rule().slug()).isEqualTo("verification-too-soon"));
        var code = engine.getBean(VerificationCodes.class).code(verification, 1);

        assertThat(commands.ask(
                        new VerifyEmail(verification, activation, "0000 0000"),
                        VerificationOutcome.class,
                        Actor.buyer("s-1")))
                .isEqualTo(new VerificationOutcome(false, 4));
        assertThat(commands.ask(
                        new VerifyEmail(verification, activation, code), VerificationOutcome.class, Actor.buyer("s-1")))
                .isEqualTo(new VerificationOutcome(true, 0));
        var history = jdbc.sql("select string_agg(payload::text, '') from domain_event where aggregate_id = ?")
                .param(verification.value())
                .query(String.class)
                .single();
        assertThat(history)
                .doesNotContain("harbor.example")
                .doesNotContain(code)
                .contains("sealed:1:");
    }
}
