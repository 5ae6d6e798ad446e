package io.mooring.entitlement.query;

import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.entitlement.api.Entitlement;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.entitlement.api.EntitlementChange;
import io.mooring.entitlement.api.EntitlementsChanged;
import io.mooring.entitlement.api.EntitlementsId;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntitlementProjectionTest {

    private static final SubscriptionId ID = new SubscriptionId("s-1");
    private static final Entitlement HOSTS = new Entitlement("hosts", Kind.INTEGER, "25", NOW);
    private static final Entitlement MORE = new Entitlement("hosts", Kind.INTEGER, "50", NOW);
    private static final Entitlement PLAN = new Entitlement("plan", Kind.STRING, "gold", null);

    final ViewDatabase database = new ViewDatabase();
    final EntitlementProjection projection = new EntitlementProjection(database.jdbc());
    final Stream stream = new Stream(projection);

    @Test
    void each_dimension_is_known_as_it_changed_last() {
        stream.deliver(changed(null, HOSTS), changed(null, PLAN));
        assertThat(projection.of(ID)).containsExactly(HOSTS, PLAN);

        stream.deliver(changed(HOSTS, MORE), changed(PLAN, null));
        assertThat(projection.of(ID)).containsExactly(MORE);
    }

    @Test
    void a_repetition_and_a_replay_give_the_same_rows() {
        var history = Stream.of(changed(null, HOSTS), changed(null, PLAN), changed(HOSTS, MORE));
        stream.deliver(history);
        var once = database.rows();

        stream.deliver(history);
        assertThat(database.rows()).isEqualTo(once);
        stream.reset().deliver(history);
        assertThat(database.rows()).isEqualTo(once);
    }

    private static EntitlementsChanged changed(@Nullable Entitlement before, @Nullable Entitlement after) {
        var dimension = before == null ? (after == null ? "" : after.dimension()) : before.dimension();
        return new EntitlementsChanged(
                EntitlementsId.of(ID),
                ID,
                List.of(new EntitlementChange(dimension, before, after)),
                ReadingCause.REGULAR,
                NOW);
    }
}
