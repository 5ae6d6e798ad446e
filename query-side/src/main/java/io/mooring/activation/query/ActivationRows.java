package io.mooring.activation.query;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.ActivationPostponed;
import io.mooring.activation.api.ActivationReminded;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationStarted;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.activation.api.Requirement;
import io.mooring.activation.api.RequirementSatisfied;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionScheduled;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.task.api.TaskId;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceCreated;
import io.mooring.workspace.api.WorkspaceReleased;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables behind {@code activation_view}: one statement per fact, each of them the same when it is repeated. */
@Repository
class ActivationRows {

    private final JdbcClient jdbc;

    ActivationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts the event in the version, makes the change and wakes the subscription's watchers; an event that was counted before does nothing. */
    void change(ActivationId id, String eventId, Runnable change) {
        var watched = jdbc.sql("""
                with change as (
                        insert into activation_view_change (activation_id, event_id) values (:id, :eventId)
                        on conflict do nothing returning activation_id),
                     counted as (
                        insert into activation_view as view (activation_id, version) select activation_id, 1 from change
                        on conflict (activation_id) do update set version = view.version + 1 returning subscription_id)
                select subscription_id is not null, case when subscription_id is not null then pg_notify('activation_view', subscription_id) end
                  from counted
                """)
                .param("id", id.value())
                .param("eventId", eventId)
                .query((row, number) -> row.getBoolean(1))
                .optional();
        watched.ifPresent(notified -> {
            change.run();
            if (!notified) {
                wakeWatchers(id);
            }
        });
    }

    /** The change has told which subscription it is about. */
    private void wakeWatchers(ActivationId id) {
        jdbc.sql("""
                select pg_notify('activation_view', subscription_id) from activation_view
                 where activation_id = :id and subscription_id is not null
                """).param("id", id.value()).query().listOfRows();
    }

    void open(SubscriptionOpened event) {
        // The account that landed in an earlier episode is the same buyer's.
        jdbc.sql("""
                update activation_view set subscription_id = :subscriptionId, episode = :episode, listing = :listing,
                       product_code = :productCode, subscription_status = :status, opened_at = :openedAt,
                       aws_account_id = coalesce(aws_account_id, (select earlier.aws_account_id from activation_view earlier
                           where earlier.subscription_id = :subscriptionId and earlier.aws_account_id is not null
                           order by earlier.episode desc limit 1))
                 where activation_id = :id
                """)
                .param("id", event.activationId().value())
                .param("subscriptionId", event.subscriptionId().value())
                .param("episode", event.episode())
                .param("listing", event.purchase().listing())
                .param("productCode", event.purchase().productCode())
                .param("status", SubscriptionStatus.WAITING_FOR_AWS.name())
                .param("openedAt", utc(event.openedAt()))
                .update();
    }

    void land(BuyerLanded event) {
        jdbc.sql("""
                update activation_view set aws_account_id = coalesce(:awsAccountId, aws_account_id)
                 where activation_id = :id
                """)
                .param("id", event.activationId().value())
                .param("awsAccountId", event.awsAccountId(), Types.VARCHAR)
                .update();
    }

    void miss(ActivationId id, TaskId task, Instant since) {
        jdbc.sql(
                        "update activation_view set access_overdue_since = :since, access_task = :task where activation_id = :id")
                .param("id", id.value())
                .param("task", task.value())
                .param("since", utc(since))
                .update();
    }

    /** Whose access a task is about; the task is kept, so that an event that is repeated finds it again. */
    Optional<ActivationId> missing(TaskId task) {
        return jdbc.sql("select activation_id from activation_view where access_task = :task")
                .param("task", task.value())
                .query((row, number) -> new ActivationId(row.getString(1)))
                .optional();
    }

    void missNoLonger(ActivationId id) {
        jdbc.sql("update activation_view set access_overdue_since = null where activation_id = :id")
                .param("id", id.value())
                .update();
    }

    void confirm(SubscriptionConfirmed event) {
        jdbc.sql("""
                update activation_view set subscription_status = :status, confirmed_at = :confirmedAt, free_trial = :freeTrial
                 where activation_id = :id
                """)
                .param("id", event.activationId().value())
                .param("status", SubscriptionStatus.CONFIRMED.name())
                .param("confirmedAt", utc(event.confirmedAt()))
                .param("freeTrial", event.freeTrial())
                .update();
    }

    void fail(SubscriptionFailed event) {
        jdbc.sql(
                        "update activation_view set subscription_status = :status, confirmed_at = null where activation_id = :id")
                .param("id", event.activationId().value())
                .param("status", SubscriptionStatus.FAILED.name())
                .update();
    }

    void beginEnding(SubscriptionEnding event) {
        subscription(event.activationId(), SubscriptionStatus.ENDING);
    }

    void endSubscription(SubscriptionEnded event) {
        subscription(event.activationId(), SubscriptionStatus.ENDED);
    }

    void supersedeSubscription(SubscriptionSuperseded event) {
        subscription(event.activationId(), SubscriptionStatus.SUPERSEDED);
        jdbc.sql("update activation_view set successor = :successor where activation_id = :id")
                .param("id", event.activationId().value())
                .param("successor", event.successor().value())
                .update();
    }

    /** Messages have told when it begins. */
    void schedule(SubscriptionScheduled event) {
        beginning(event.activationId(), true, event.startsAt());
    }

    /** Where AWS does not say how the licence stands, the moment from which it is paid for does. */
    void read(ActivationId id, AgreementReading reading, Instant readAt) {
        var startsAt = reading.startsAt();
        var scheduled = switch (reading.provision()) {
            case SCHEDULED -> true;
            case UNTOLD -> startsAt != null && startsAt.isAfter(readAt);
            case PROVISIONED, PENDING, FAILED, DEPROVISIONED -> false;
        };
        beginning(id, scheduled, startsAt);
    }

    private void beginning(ActivationId id, boolean scheduled, @Nullable Instant startsAt) {
        jdbc.sql("update activation_view set scheduled = :scheduled, starts_at = :startsAt where activation_id = :id")
                .param("id", id.value())
                .param("scheduled", scheduled)
                .param("startsAt", startsAt == null ? null : utc(startsAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private void subscription(ActivationId id, SubscriptionStatus status) {
        jdbc.sql("update activation_view set subscription_status = :status where activation_id = :id")
                .param("id", id.value())
                .param("status", status.name())
                .update();
    }

    void start(ActivationStarted event) {
        jdbc.sql("""
                update activation_view set subscription_id = :subscriptionId, started_at = :startedAt,
                       remind_at = :remindAt, expires_at = :expiresAt, status = :status, status_since = :startedAt
                 where activation_id = :id
                """)
                .param("id", event.activationId().value())
                .param("subscriptionId", event.subscriptionId().value())
                .param("startedAt", utc(event.startedAt()))
                .param("remindAt", utc(event.remindAt()))
                .param("expiresAt", utc(event.expiresAt()))
                .param("status", ActivationStatus.OPEN.name())
                .update();
        jdbc.sql("""
                insert into activation_view_requirement (activation_id, name, position)
                select :id, name, place - 1 from unnest(:names::text[]) with ordinality as due (name, place)
                on conflict (activation_id, name) do update set position = excluded.position
                """)
                .param("id", event.activationId().value())
                .param(
                        "names",
                        event.requirements().stream()
                                .distinct()
                                .map(Requirement::name)
                                .toArray(String[]::new))
                .update();
    }

    void satisfy(RequirementSatisfied event) {
        jdbc.sql("""
                update activation_view_requirement set satisfied_at = :satisfiedAt
                 where activation_id = :id and name = :name
                """)
                .param("id", event.activationId().value())
                .param("name", event.requirement().name())
                .param("satisfiedAt", utc(event.satisfiedAt()))
                .update();
    }

    private void dueAgain(ActivationId id, Requirement requirement) {
        jdbc.sql(
                        "update activation_view_requirement set satisfied_at = null where activation_id = :id and name = :name")
                .param("id", id.value())
                .param("name", requirement.name())
                .update();
    }

    void complete(ActivationCompleted event) {
        jdbc.sql("""
                update activation_view set status = :status, status_since = :completedAt, completed_at = :completedAt
                 where activation_id = :id
                """)
                .param("id", event.activationId().value())
                .param("status", ActivationStatus.COMPLETED.name())
                .param("completedAt", utc(event.completedAt()))
                .update();
    }

    void pause(ActivationPaused event) {
        status(event.activationId(), ActivationStatus.PAUSED, event.pausedAt());
    }

    void resume(ActivationResumed event) {
        jdbc.sql("""
                update activation_view set status_since = :since,
                       status = case when completed_at is null then 'OPEN' else 'COMPLETED' end
                 where activation_id = :id
                """)
                .param("id", event.activationId().value())
                .param("since", utc(event.resumedAt()))
                .update();
    }

    void cancel(ActivationCancelled event) {
        close(event.activationId(), ActivationStatus.CANCELLED, event.cancelledAt());
        dueAgain(event.activationId(), Requirement.CONFIRMED_SUBSCRIPTION);
        dueAgain(event.activationId(), Requirement.BOUND_WORKSPACE);
    }

    void expire(ActivationExpired event) {
        close(event.activationId(), ActivationStatus.EXPIRED, event.expiredAt());
        dueAgain(event.activationId(), Requirement.BOUND_WORKSPACE);
    }

    private void close(ActivationId id, ActivationStatus status, Instant since) {
        jdbc.sql("""
                update activation_view set status = :status, status_since = :since, completed_at = null
                 where activation_id = :id
                """)
                .param("id", id.value())
                .param("status", status.name())
                .param("since", utc(since))
                .update();
    }

    void reopen(ActivationReopened event) {
        status(event.activationId(), ActivationStatus.OPEN, event.reopenedAt());
        jdbc.sql("""
                update activation_view set remind_at = :remindAt, reminded_at = null, expires_at = :expiresAt
                 where activation_id = :id
                """)
                .param("id", event.activationId().value())
                .param("remindAt", utc(event.remindAt()))
                .param("expiresAt", utc(event.expiresAt()))
                .update();
    }

    void postpone(ActivationPostponed event) {
        jdbc.sql("update activation_view set expires_at = :expiresAt where activation_id = :id")
                .param("id", event.activationId().value())
                .param("expiresAt", utc(event.expiresAt()))
                .update();
    }

    void end(ActivationEnded event) {
        status(event.activationId(), ActivationStatus.ENDED, event.endedAt());
    }

    void supersede(ActivationSuperseded event) {
        status(event.activationId(), ActivationStatus.SUPERSEDED, event.supersededAt());
    }

    private void status(ActivationId id, ActivationStatus status, Instant since) {
        jdbc.sql("update activation_view set status = :status, status_since = :since where activation_id = :id")
                .param("id", id.value())
                .param("status", status.name())
                .param("since", utc(since))
                .update();
    }

    void remind(ActivationReminded event) {
        jdbc.sql("update activation_view set reminded_at = :remindedAt where activation_id = :id")
                .param("id", event.activationId().value())
                .param("remindedAt", utc(event.remindedAt()))
                .update();
    }

    void register(BillingAccountRegistered event) {
        jdbc.sql("""
                insert into activation_view_payer (billing_account_id, user_name) values (:id, :userName)
                on conflict (billing_account_id) do update set user_name = excluded.user_name
                """)
                .param("id", event.billingAccountId().value())
                .param("userName", event.userName())
                .update();
    }

    void bindBillingAccount(BillingAccountBound event) {
        jdbc.sql("update activation_view set billing_account_id = :billingAccountId where activation_id = :id")
                .param("id", event.activationId().value())
                .param("billingAccountId", event.billingAccountId().value())
                .update();
    }

    void create(WorkspaceCreated event) {
        jdbc.sql("""
                insert into activation_view_workspace (workspace_id, name, site, template_language)
                values (:id, :name, :site, :templateLanguage) on conflict (workspace_id) do nothing
                """)
                .param("id", event.workspaceId().value())
                .param("name", event.name())
                .param("site", event.site())
                .param("templateLanguage", event.templateLanguage().name())
                .update();
    }

    void bindWorkspace(WorkspaceBound event) {
        jdbc.sql("""
                insert into activation_view_binding (activation_id, workspace_id, bound_at)
                values (:id, :workspaceId, :boundAt)
                on conflict (activation_id, workspace_id) do update set bound_at = excluded.bound_at
                """)
                .param("id", event.activationId().value())
                .param("workspaceId", event.workspaceId().value())
                .param("boundAt", utc(event.boundAt()))
                .update();
    }

    void releaseWorkspace(WorkspaceReleased event) {
        jdbc.sql("delete from activation_view_binding where activation_id = :id and workspace_id = :workspaceId")
                .param("id", event.activationId().value())
                .param("workspaceId", event.workspaceId().value())
                .update();
    }

    void clear() {
        jdbc.sql("""
                delete from activation_view; delete from activation_view_requirement; delete from activation_view_binding;
                delete from activation_view_workspace; delete from activation_view_payer; delete from activation_view_change
                """).update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
