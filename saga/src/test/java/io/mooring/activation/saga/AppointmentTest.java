package io.mooring.activation.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AppointmentTest {

    private final SchedulableInstance<Void> instance =
            TaskDescriptor.of("clock").instance("s-1").scheduledTo(Instant.EPOCH);
    private int questions;

    @Test
    void a_row_that_somebody_took_away_in_between_is_written_anew() {
        Appointment.make(schedulingAt(3), instance);

        assertThat(questions).isEqualTo(3);
    }

    @Test
    void what_could_not_be_written_is_told() {
        assertThatThrownBy(() -> Appointment.make(schedulingAt(Integer.MAX_VALUE), instance))
                .isInstanceOf(IllegalStateException.class);
    }

    private SchedulerClient schedulingAt(int question) {
        return (SchedulerClient) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SchedulerClient.class},
                (proxy, method, arguments) -> ++questions >= question);
    }
}
