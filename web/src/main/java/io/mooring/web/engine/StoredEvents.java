package io.mooring.web.engine;

import io.mooring.access.api.AccessEvent;
import io.mooring.activation.api.ActivationEvent;
import io.mooring.agreement.api.AgreementEvent;
import io.mooring.billing.api.BillingEvent;
import io.mooring.console.api.ConsoleEvent;
import io.mooring.entitlement.api.EntitlementEvent;
import io.mooring.eventstore.EventTypes;
import io.mooring.subscription.api.SubscriptionEvent;
import io.mooring.task.api.TaskEvent;
import io.mooring.verification.api.VerificationEvent;
import io.mooring.workspace.api.WorkspaceEvent;

/** The families of events, each under the name of its capability. */
public final class StoredEvents {

    private StoredEvents() {}

    /** An allow-list of every event and nothing else. */
    public static EventTypes types() {
        return new EventTypes()
                .withFamily("subscription", SubscriptionEvent.class)
                .withFamily("agreement", AgreementEvent.class)
                .withFamily("billing", BillingEvent.class)
                .withFamily("console", ConsoleEvent.class)
                .withFamily("verification", VerificationEvent.class)
                .withFamily("workspace", WorkspaceEvent.class)
                .withFamily("activation", ActivationEvent.class)
                .withFamily("access", AccessEvent.class)
                .withFamily("task", TaskEvent.class)
                .withFamily("entitlement", EntitlementEvent.class);
    }
}
