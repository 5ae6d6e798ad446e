package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.audit.api.Commands;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.subscription.api.FollowedAgreements;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.task.api.KnownTasks;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the translation of AWS together; the only place of this package that Spring sees. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    MarketplaceProperties.class,
    ListingProperties.class,
    ConnectionProperties.class,
    AccessProperties.class
})
class SubscriptionMarketplaceConfiguration {

    private static final int TRANSACTION_SECONDS = 15;

    @Bean
    ConfiguredListings listings(ListingProperties properties) {
        return new ConfiguredListings(properties);
    }

    @Bean
    BusinessDays accessTerms(AccessProperties properties) {
        return new BusinessDays(properties);
    }

    @Bean
    Connections marketplaceConnections(
            MarketplaceProperties installation, ListingProperties listings, ConnectionProperties own) {
        return new Connections(installation, listings, own);
    }

    @Bean
    CustomersOfListings marketplaceCustomers(Connections connections) {
        return new CustomersOfListings(connections);
    }

    /** Lazy: nobody asks yet, and a client costs time at the start. */
    @Bean
    @Lazy
    EntitlementsOfListings awsEntitlements(Connections connections, Clock clock, ObjectProvider<MeterRegistry> meters) {
        return new EntitlementsOfListings(connections, served -> breaker("entitlements", served, clock, meters));
    }

    /** Lazy for the same reason. */
    @Bean
    @Lazy
    AgreementsOfListings awsAgreements(
            Connections connections, ConfiguredListings listings, Clock clock, ObjectProvider<MeterRegistry> meters) {
        return new AgreementsOfListings(
                connections, listings::hasAgreements, served -> breaker("agreements", served, clock, meters));
    }

    @Bean
    Inbox inbox(JdbcClient jdbc) {
        return new Inbox(jdbc);
    }

    @Bean
    InboxMetrics inboxMetrics(
            JdbcClient jdbc, ConfiguredListings listings, Clock clock, ObjectProvider<MeterRegistry> meters) {
        return new InboxMetrics(new InboxRows(jdbc), listings, clock, meters);
    }

    @Bean
    Readings readings(JdbcClient jdbc) {
        return new Readings(jdbc);
    }

    @Bean
    PurchaseNames purchaseNames(JdbcClient jdbc) {
        return new PurchaseNames(jdbc);
    }

    @Bean
    KnownNames knownNames(PurchaseNames names, KnownPurchases purchases, Inbox inbox) {
        return new KnownNames(names, purchases, inbox);
    }

    @Bean
    WaitingMessages waitingMessages(
            Inbox inbox,
            JdbcClient jdbc,
            KnownNames names,
            ConfiguredListings listings,
            ReadingRequests readings,
            Commands commands,
            Clock clock) {
        return new WaitingMessages(inbox, new WaitingRows(jdbc), names, listings, readings, commands, clock);
    }

    @Bean
    PurchaseIdentities purchaseIdentities(
            @Lazy Agreements agreements,
            @Lazy Entitlements entitlements,
            PurchaseNames names,
            KnownPurchases purchases,
            ConfiguredListings listings,
            WaitingMessages waiting,
            ReadingRequests readings,
            Commands commands,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        return new PurchaseIdentities(
                new NameTruth(agreements, entitlements, purchases, listings),
                names,
                purchases,
                listings,
                waiting,
                readings,
                commands,
                bounded(transactionManager),
                clock);
    }

    @Bean
    Discovery discovery(
            @Lazy Agreements agreements,
            ConfiguredListings listings,
            KnownPurchases purchases,
            Readings readings,
            ObjectProvider<MeterRegistry> meters) {
        return new Discovery(agreements, listings, purchases, readings, meters.getIfUnique(SimpleMeterRegistry::new));
    }

    @Bean
    Reconciliation marketplaceReconciliation(
            @Lazy Agreements agreements,
            @Lazy Entitlements entitlements,
            ConfiguredListings listings,
            KnownNames names,
            PurchaseIdentities identities,
            KnownPurchases purchases,
            KnownEntitlements known,
            FollowedAgreements followed,
            KnownTasks open,
            Discovery discovery,
            Readings readings,
            Commands commands,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        return new Reconciliation(
                new Truth(agreements, entitlements),
                discovery,
                listings,
                names,
                identities,
                purchases,
                new AnswerRecorder(listings, names, known, followed, open, readings, commands),
                readings,
                commands,
                bounded(transactionManager),
                clock,
                Thread::sleep);
    }

    @Bean
    AgedEntitlements currentEntitlements(
            KnownPurchases purchases,
            KnownEntitlements known,
            Readings readings,
            MarketplaceProperties properties,
            Clock clock) {
        return new AgedEntitlements(purchases, known, readings, properties.entitlementsMaxAge(), clock);
    }

    @Bean
    OperatorDecisions purchaseDecisions(Commands commands, PlatformTransactionManager transactionManager) {
        return new OperatorDecisions(commands, bounded(transactionManager));
    }

    private static TransactionTemplate bounded(PlatformTransactionManager transactionManager) {
        var transactions = new TransactionTemplate(transactionManager);
        transactions.setTimeout(TRANSACTION_SECONDS);
        return transactions;
    }

    @Bean
    Intakes marketplaceIntakes(
            Connections connections,
            ConfiguredListings listings,
            KnownNames names,
            Inbox inbox,
            Commands commands,
            ReadingRequests readings,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        var transactions = bounded(transactionManager);
        var byQueue = new HashMap<String, Intake>();
        for (var queue : connections.queues()) {
            var heard = listings.heard(
                    listing -> connections.queue(listing).filter(queue::equals).isPresent());
            byQueue.put(
                    queue.name(),
                    new Intake(
                            new Meanings(heard, names, readings, clock),
                            names,
                            inbox.through(queue.name()),
                            commands,
                            transactions,
                            clock));
        }
        var ofAll =
                new Intake(new Meanings(listings, names, readings, clock), names, inbox, commands, transactions, clock);
        return new Intakes(byQueue, ofAll);
    }

    @Bean
    PutAsideMessages inboxMessages(
            JdbcClient jdbc,
            Intakes intakes,
            Commands commands,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        return new PutAsideMessages(new InboxRows(jdbc), intakes, commands, bounded(transactionManager), clock);
    }

    @Bean
    QueueConsumers marketplaceQueueConsumer(
            MarketplaceProperties properties,
            Connections connections,
            Intakes intakes,
            ObjectProvider<MeterRegistry> meters,
            Clock clock) {
        return new QueueConsumers(connections.queues().stream()
                .map(queue -> new QueueConsumer(
                        queue.name(),
                        () -> new SqsMessageQueue(queue.connection()),
                        intakes.of(queue.name()),
                        properties.consumers(),
                        properties.visibility(),
                        meters.getIfUnique(SimpleMeterRegistry::new),
                        clock))
                .toList());
    }

    private static AwsBreaker breaker(
            String service, List<String> listings, Clock clock, ObjectProvider<MeterRegistry> meters) {
        return new AwsBreaker(service, listings, clock, meters.getIfUnique(SimpleMeterRegistry::new));
    }

    @Bean
    QueueHealth marketplaceQueueHealthIndicator(QueueConsumers consumers) {
        return new QueueHealth(consumers.all());
    }
}
