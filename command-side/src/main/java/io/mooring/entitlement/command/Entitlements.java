package io.mooring.entitlement.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.entitlement.api.Entitlement;
import io.mooring.entitlement.api.EntitlementChange;
import io.mooring.entitlement.api.EntitlementsChanged;
import io.mooring.entitlement.api.EntitlementsId;
import io.mooring.entitlement.api.RecordEntitlements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What one purchase entitles to, by dimension. Where AWS names a dimension twice, the one that is valid longer counts. */
@Aggregate(lockFactory = "databaseDecides")
class Entitlements {

    private static final Comparator<Entitlement> VALID_LONGER =
            Comparator.comparing(Entitlement::validUntil, Comparator.nullsLast(Comparator.naturalOrder()));

    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @AggregateIdentifier EntitlementsId entitlementsId;

    private final Map<String, Entitlement> known = new TreeMap<>();
    private Instant readAt = Instant.MIN;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(RecordEntitlements command) {
        if (command.readAt().isBefore(readAt)) {
            return false;
        }
        var changes = changes(command.entitlements());
        if (!changes.isEmpty()) {
            apply(new EntitlementsChanged(
                    command.entitlementsId(), command.subscriptionId(), changes, command.cause(), command.readAt()));
        }
        return !changes.isEmpty();
    }

    private List<EntitlementChange> changes(List<Entitlement> said) {
        var now = new TreeMap<String, Entitlement>();
        for (var entitlement : said) {
            now.merge(
                    entitlement.dimension(),
                    entitlement,
                    (one, other) -> VALID_LONGER.compare(one, other) >= 0 ? one : other);
        }
        var dimensions = new TreeSet<>(known.keySet());
        dimensions.addAll(now.keySet());
        var changes = new ArrayList<EntitlementChange>();
        for (var dimension : dimensions) {
            @Nullable Entitlement before = known.get(dimension);
            @Nullable Entitlement after = now.get(dimension);
            if (!Objects.equals(before, after)) {
                changes.add(new EntitlementChange(dimension, before, after));
            }
        }
        return changes;
    }

    @EventSourcingHandler
    void evolve(EntitlementsChanged event) {
        entitlementsId = event.entitlementsId();
        readAt = event.readAt();
        for (var change : event.changes()) {
            if (change.after() == null) {
                known.remove(change.dimension());
            } else {
                known.put(change.dimension(), change.after());
            }
        }
    }
}
