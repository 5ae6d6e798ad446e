package io.mooring.benchmark.store;

import io.mooring.benchmark.store.reference.ReferenceEvent;
import io.mooring.benchmark.store.reference.ReferenceEvent.Terms;
import io.mooring.eventstore.StoredJson;

/** Fills a store with the events of complete activations, on the server and in the order of their ids, as if they had happened one after the other. */
final class History {

    static final int EVENTS_OF_ONE = 6;

    private static final int ACTIVATIONS_AT_ONCE = 100_000;

    private static final String EVENTS = """
            from (select uuidv7()::text as activation, uuidv7()::text as subscription, uuidv7()::text as workspace,
                         uuidv7()::text as trace
                    from generate_series(1, :activations)) a,
            lateral (values ('SubscriptionOpened', 'Subscription', a.subscription, 0),
                            ('SubscriptionConfirmed', 'Subscription', a.subscription, 1),
                            ('ActivationStarted', 'Activation', a.activation, 0),
                            ('WorkspaceBound', 'Workspace', a.workspace, 0),
                            ('RequirementSatisfied', 'Activation', a.activation, 1),
                            ('ActivationCompleted', 'Activation', a.activation, 2)) e (type, aggregate, id, sequence),
            lateral (select jsonb_build_object('activationId', a.activation, 'terms', ':terms'::jsonb)
                       || case when e.type in ('SubscriptionOpened', 'SubscriptionConfirmed', 'ActivationStarted')
                               then jsonb_build_object('subscriptionId', a.subscription)
                               else jsonb_build_object('workspaceId', a.workspace) end as payload,
                            jsonb_build_object('traceId', a.trace, 'correlationId', e.id) as metadata) d
            """;

    private static final String OURS = """
            insert into domain_event (event_id, aggregate_type, aggregate_id, sequence_number, occurred_at, event_type,
                                      revision, payload, metadata, correlation_id, causation_id)
            select uuidv7()::text, e.aggregate, e.id, e.sequence, clock_timestamp(), 'reference.' || e.type, '1', d.payload,
                   d.metadata, a.trace, e.id
            """;

    private static final String AXONS = """
            insert into DomainEventEntry (eventIdentifier, type, aggregateIdentifier, sequenceNumber, timeStamp,
                                          payloadType, payloadRevision, payload, metaData)
            select uuidv7()::text, e.aggregate, e.id, e.sequence,
                   to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   '%s$' || e.type, '1', convert_to(d.payload::text, 'UTF8'), convert_to(d.metadata::text, 'UTF8')
            """.formatted(ReferenceEvent.class.getName());

    private History() {}

    static void fillOurs(Database database, long events) {
        fill(database, OURS, events);
    }

    static void fillAxons(Database database, long events) {
        fill(database, AXONS, events);
    }

    private static void fill(Database database, String insert, long events) {
        for (var left = events / EVENTS_OF_ONE; left > 0; left -= ACTIVATIONS_AT_ONCE) {
            database.execute(insert
                    + EVENTS.replace(":activations", Long.toString(Math.min(left, ACTIVATIONS_AT_ONCE)))
                            .replace(":terms", terms()));
        }
    }

    private static String terms() {
        try {
            return StoredJson.mapper().writeValueAsString(Terms.SAMPLE);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
