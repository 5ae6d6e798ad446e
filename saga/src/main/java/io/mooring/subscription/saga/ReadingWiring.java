package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import io.mooring.activation.saga.Appointments;
import io.mooring.activation.saga.DeadlineLifecycle;
import io.mooring.activation.saga.FurtherTasks;
import io.mooring.activation.saga.Schedulers;
import io.mooring.audit.api.Commands;
import io.mooring.audit.api.Replays;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.subscription.api.AccessTerms;
import io.mooring.subscription.api.GoneLicences;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.task.api.KnownTasks;
import java.time.Clock;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clocks of purchases, which the scheduler of deadlines has, and the questions to AWS, which have a scheduler of their own: they wait for minutes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationProperties.class)
class ReadingWiring {

    /** A round over all purchases takes one of them, for as long as AWS makes it wait. */
    private static final int THREADS = 4;

    @Bean(destroyMethod = "")
    Scheduler readingScheduler(
            Schedulers schedulers,
            MarketplaceReadings readings,
            RequestedReadings requests,
            Commands commands,
            Surroundings known,
            ReconciliationProperties properties) {
        var asking =
                new ReadingTasks(readings, requests, commands, new Pace(properties.perSecond()), known::isInReplay);
        return schedulers.byUrgency(
                RequestedReadings.TABLE,
                THREADS,
                List.of(asking.purchase(), asking.agreement(), asking.name(), asking.allAgain()),
                List.of(asking.all(properties.every())));
    }

    @Bean
    DeadlineLifecycle readingLifecycle(@Qualifier("readingScheduler") Scheduler readingScheduler) {
        return new DeadlineLifecycle(readingScheduler);
    }

    @Bean
    RequestedReadings readingRequests(JdbcClient jdbc, Clock clock, ReconciliationProperties properties) {
        return new RequestedReadings(new Appointments(jdbc, RequestedReadings.TABLE), clock, properties.after());
    }

    @Bean
    PurchaseClocks purchaseClocks(@Qualifier("deadlineAppointments") Appointments deadlineAppointments) {
        return new PurchaseClocks(deadlineAppointments);
    }

    @Bean
    BoughtListings boughtListings(JdbcClient jdbc) {
        return new BoughtListings(jdbc);
    }

    @Bean
    Surroundings clockSurroundings(
            KnownPurchases purchases,
            KnownEntitlements entitlements,
            KnownTasks tasks,
            GoneLicences licences,
            AccessTerms access,
            Replays replays,
            QueryGateway queries) {
        return new Surroundings(
                purchases, entitlements, tasks, licences, access, replays, Surroundings.explanations(queries));
    }

    @Bean
    FurtherTasks purchaseTasks(Surroundings known, ReadingRequests requests, Commands commands, Clock clock) {
        return new FurtherTasks(
                List.<Task<?>>copyOf(new RingingClocks(known, requests, commands, clock).tasks()), List.of());
    }
}
