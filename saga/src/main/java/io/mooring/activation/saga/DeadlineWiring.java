package io.mooring.activation.saga;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.mooring.audit.api.Commands;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** db-scheduler by hand: in the caller's transaction, by our clock, one name per process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadlineProperties.class)
class DeadlineWiring {

    /** Questions to AWS may take seconds; deadlines of activations are met beside them. */
    private static final int THREADS = 4;

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT_AT_STOP = Duration.ofSeconds(10);

    @Bean
    OverdueSweep overdueSweep(QueryGateway queries, Commands commands, Clock clock, DeadlineProperties properties) {
        return new OverdueSweep(queries, commands, clock, properties.sweepGrace());
    }

    /** Started and stopped by {@link DeadlineLifecycle} only. */
    @Bean(destroyMethod = "")
    Scheduler deadlineScheduler(
            DataSource dataSource,
            Commands commands,
            OverdueSweep sweep,
            List<FurtherTasks> others,
            Clock clock,
            DeadlineProperties properties) {
        var once = new ArrayList<Task<?>>(List.of(DeadlineTasks.reminder(commands), DeadlineTasks.expiry(commands)));
        others.forEach(other -> once.addAll(other.once()));
        var again = new ArrayList<RecurringTask<?>>(List.of(DeadlineTasks.sweep(sweep, properties.sweepEvery())));
        others.forEach(other -> again.addAll(other.again()));
        return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), once)
                .startTasks(again)
                .schedulerName(new SchedulerName.Fixed("mooring-" + UUID.randomUUID()))
                .clock(clock::instant)
                .threads(THREADS)
                .pollingInterval(properties.pollEvery())
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(LONGEST_WAIT_AT_STOP)
                .alwaysPersistTimestampInUTC()
                .build();
    }

    @Bean
    ActivationDeadlines activationDeadlines(Scheduler deadlineScheduler) {
        return new SchedulerDeadlines(deadlineScheduler);
    }

    @Bean
    DeadlineLifecycle deadlineLifecycle(Scheduler deadlineScheduler) {
        return new DeadlineLifecycle(deadlineScheduler);
    }
}
