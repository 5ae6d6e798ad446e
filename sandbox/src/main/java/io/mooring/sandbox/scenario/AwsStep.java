package io.mooring.sandbox.scenario;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What AWS does, and what its queues do. */
sealed interface AwsStep extends Step {

    /**
     * Somebody subscribes on AWS.
     *
     * @param as the purchase's name
     * @param listing the engine's name of what is bought; {@code observability} unless said otherwise
     * @param notification {@code BEFORE} or {@code AFTER} the landing, or {@code MANUAL}, the default: only as the scenario says
     * @param accountOf a purchase by whose account this one is made, too
     * @param renews a purchase that goes on as this one, under a new agreement and a new licence
     * @param freeTrial whether it begins with one
     * @param startsInHours it is signed now and begins then
     * @param throughPartner whether a channel partner sells it
     * @param named what AWS's services call it, {@code CUSTOMER}, {@code LICENCE} or {@code BOTH}, where the listing moves
     * @param told which feeds tell of it, {@code SNS_FIRST}, {@code EVENTBRIDGE_FIRST}, {@code SNS_ONLY} or {@code EVENTBRIDGE_ONLY}
     * @param lagSeconds how much later the second feed tells the same
     */
    record Subscribe(
            String as,
            @Nullable String listing,
            @Nullable String notification,
            @Nullable String accountOf,
            @Nullable String renews,
            @Nullable Boolean freeTrial,
            @Nullable Integer startsInHours,
            @Nullable Boolean throughPartner,
            @Nullable String named,
            @Nullable String told,
            @Nullable Integer lagSeconds)
            implements AwsStep {}

    /** What AWS's own services answer about a purchase from now on: {@code SUBSCRIBED}, {@code PAYMENT_FAILED}, {@code UNSUBSCRIBED} and so on; nobody is told. */
    record Truth(String purchase, String status) implements AwsStep {}

    /** Time passes, for AWS and for the engine; sessions end as they do when a buyer is away for so long. */
    record Pass(@Nullable Integer hours, @Nullable Integer minutes) implements AwsStep {}

    /** AWS says {@code action} of the purchase, {@code copies} times (1), {@code by} one feed only where the listing moves. */
    record Say(
            String purchase,
            String action,
            @Nullable Integer copies,
            @Nullable String by) implements AwsStep {}

    /** AWS's services call a purchase of a listing that moves by these names from now on: {@code CUSTOMER}, {@code LICENCE} or {@code BOTH}. */
    record Call(String purchase, String named) implements AwsStep {}

    /** What the purchase entitles to from now on, each as the entitlement service names its fields: {@code dimension}, {@code integerValue} and so on. */
    record Entitle(String purchase, List<Map<String, Object>> to) implements AwsStep {}

    /**
     * Anything is put on the queue.
     *
     * @param body in which {@code <name>} stands for the customer of the purchase of that name, {@code <name.licence>} for the {@code l-…} part of its licence,
     *     {@code <name.agreement>} and {@code <name.account>} for AWS's ids of its agreement and its buyer
     * @param aside it is put on the dead-letter queue instead, as SQS does with what nobody could take
     * @param listing the one in whose queue it is put; {@code observability} unless said otherwise
     */
    record Message(
            String body,
            @Nullable Integer copies,
            @Nullable Boolean aside,
            @Nullable String listing) implements AwsStep {}

    /** What is on the dead-letter queue goes back to the queue; {@code moves} so many messages where that is said. */
    record Redrive(@Nullable Integer moves) implements AwsStep {}

    /** The next calls of an operation of AWS fail so; {@code SLOW} answers late by {@code millis}, {@code LOST} does what was asked and does not answer. */
    record Fault(
            String operation,
            String error,
            @Nullable Integer times,
            @Nullable Integer millis) implements AwsStep {}
}
