package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import io.mooring.activation.saga.FurtherTasks;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.task.api.KnownTasks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What this package adds to the scheduler of deadlines. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationProperties.class)
class ReadingWiring {

    /** The scheduler knows the tasks that make requests, and requests are made of it. */
    @Bean
    RequestedReadings readingRequests(
            @Lazy SchedulerClient scheduler, Clock clock, ReconciliationProperties properties) {
        return new RequestedReadings(scheduler, clock, properties.after());
    }

    @Bean
    PurchaseClocks purchaseClocks(SchedulerClient scheduler) {
        return new PurchaseClocks(scheduler);
    }

    @Bean
    FurtherTasks purchaseTasks(
            KnownPurchases purchases,
            KnownTasks open,
            ReadingRequests requests,
            MarketplaceReadings readings,
            Commands commands,
            Clock clock,
            ReconciliationProperties properties) {
        var once = new ArrayList<Task<?>>(new RingingClocks(purchases, open, requests, commands, clock).tasks());
        var asking = new ReadingTasks(readings, commands);
        once.add(asking.purchase());
        once.add(asking.agreement());
        once.add(asking.name());
        return new FurtherTasks(once, List.of(asking.all(properties.every())));
    }
}
