package io.mooring.subscription.saga;

import io.mooring.activation.api.Explanation;
import io.mooring.activation.api.FindExplanation;
import io.mooring.audit.api.Replays;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.subscription.api.AccessTerms;
import io.mooring.subscription.api.GoneLicences;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.task.api.KnownTasks;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;

/**
 * What a clock looks at when it rings.
 *
 * @param replays whether one of the views above is being made anew
 * @param explanations why an activation is not complete, by its id
 */
record Surroundings(
        KnownPurchases purchases,
        KnownEntitlements entitlements,
        KnownTasks tasks,
        GoneLicences licences,
        AccessTerms access,
        Replays replays,
        Function<String, Optional<Explanation>> explanations) {

    private static final List<String> VIEWS =
            List.of("purchase-view", "task-view", "activation-view", "entitlement-view");

    /** While one is, nothing follows from what they say. */
    boolean isInReplay() {
        return replays.isUnderWay(VIEWS);
    }

    static Function<String, Optional<Explanation>> explanations(QueryGateway queries) {
        return id -> queries.query(new FindExplanation(id), ResponseTypes.optionalInstanceOf(Explanation.class))
                .join();
    }
}
