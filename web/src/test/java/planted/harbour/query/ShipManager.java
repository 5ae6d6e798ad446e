package planted.harbour.query;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.axonframework.deadline.SimpleDeadlineManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import planted.harbour.command.Ship;
import software.amazon.planted.AwsShip;

/** Everything that a projection must not do. */
class ShipManager {

    @Autowired
    @Nullable
    Ship ship;

    final AwsShip fromAws = new AwsShip();
    final Supplier<Instant> now = Instant::now;
    final Clock clock = Clock.systemUTC();

    SimpleDeadlineManager.Builder keptInMemory() {
        return SimpleDeadlineManager.builder();
    }

    EnqueueDecision<EventMessage<?>> drop() {
        return Decisions.doNotEnqueue();
    }
}
