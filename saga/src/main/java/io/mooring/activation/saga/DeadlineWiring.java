package io.mooring.activation.saga;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.mooring.audit.api.Commands;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The scheduler of deadlines: nothing that it does waits for anybody outside. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadlineProperties.class)
class DeadlineWiring {

    private static final String TABLE = "scheduled_tasks";
    private static final int THREADS = 4;

    @Bean
    Schedulers schedulers(DataSource dataSource, Clock clock, DeadlineProperties properties) {
        return new Schedulers(dataSource, clock, properties.pollEvery());
    }

    @Bean
    OverdueSweep overdueSweep(QueryGateway queries, Commands commands, Clock clock, DeadlineProperties properties) {
        return new OverdueSweep(queries, commands, clock, properties.sweepGrace());
    }

    /** Started and stopped by {@link DeadlineLifecycle} only. */
    @Bean(destroyMethod = "")
    Scheduler deadlineScheduler(
            Schedulers schedulers,
            Commands commands,
            OverdueSweep sweep,
            List<FurtherTasks> others,
            DeadlineProperties properties) {
        var once = new ArrayList<Task<?>>(List.of(DeadlineTasks.reminder(commands), DeadlineTasks.expiry(commands)));
        others.forEach(other -> once.addAll(other.once()));
        var again = new ArrayList<RecurringTask<?>>(List.of(DeadlineTasks.sweep(sweep, properties.sweepEvery())));
        others.forEach(other -> again.addAll(other.again()));
        return schedulers.on(TABLE, THREADS, once, again);
    }

    @Bean
    Appointments deadlineAppointments(JdbcClient jdbc) {
        return new Appointments(jdbc, TABLE);
    }

    @Bean
    ActivationDeadlines activationDeadlines(@Qualifier("deadlineAppointments") Appointments deadlineAppointments) {
        return new SchedulerDeadlines(deadlineAppointments);
    }

    @Bean
    DeadlineLifecycle deadlineLifecycle(@Qualifier("deadlineScheduler") Scheduler deadlineScheduler) {
        return new DeadlineLifecycle(deadlineScheduler);
    }
}
