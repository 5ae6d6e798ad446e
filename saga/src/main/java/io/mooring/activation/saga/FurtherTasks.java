package io.mooring.activation.saga;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.util.List;

/** What another part has the one scheduler of an application do: once when it is asked to, and again and again. */
public record FurtherTasks(List<Task<?>> once, List<RecurringTask<?>> again) {

    public FurtherTasks {
        once = List.copyOf(once);
        again = List.copyOf(again);
    }
}
