package io.mooring.sandbox.aws;

import io.mooring.sandbox.queue.SandboxQueue;
import io.mooring.subscription.api.Feed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that the sandbox sells; its values are ours, their form is AWS's.
 *
 * @param id the engine's name for it, the last part of the landing address
 * @param soldBy who bills the buyer, as the product page says it
 * @param topicArn where AWS announces what happens to purchases, if by SNS
 * @param productId beside the product code, where AWS speaks by EventBridge
 * @param queue the seller's queue in which AWS tells of it, by its name
 */
public record SandboxListing(
        String id,
        String title,
        String soldBy,
        String partition,
        Feed feed,
        String productCode,
        @Nullable String topicArn,
        @Nullable String productId,
        String queue) {

    /** The seller's AWS account, whose bus gets the events. */
    public static final String SELLER_ACCOUNT = "111111111111";

    /** As it is listed on the China marketplace: buyers have a customer identifier, and SNS tells of them. */
    public static final SandboxListing OBSERVABILITY = new SandboxListing(
            "observability",
            "Mooring Observability, Commercial Plan",
            "AWS China (Ningxia) Region operated by NWCD",
            "aws-cn",
            Feed.SNS,
            "9xzr0s6tmoor1ng5aas7demo2",
            "arn:aws-cn:sns:cn-northwest-1:000000000000:aws-mp-subscription-notification-9xzr0s6tmoor1ng5aas7demo2",
            null,
            SandboxQueue.NAME);

    /** As listings are made since June 2026: each purchase has a licence, and EventBridge tells of it. */
    public static final SandboxListing METRICS = new SandboxListing(
            "metrics",
            "Mooring Metrics, Pay As You Go",
            "Amazon Web Services, Inc.",
            "aws",
            Feed.EVENTBRIDGE,
            "4mtr1cs0moor1ng5aas7demo3",
            null,
            "prod-m3tr1csm00r1n",
            SandboxQueue.NAME);

    /** As one that moves from SNS to EventBridge: both tell of each purchase, in a queue of its own. */
    public static final SandboxListing TRACES = new SandboxListing(
            "traces",
            "Mooring Traces, Pay As You Go",
            "Amazon Web Services, Inc.",
            "aws",
            Feed.MOVING,
            "7trac3s0moor1ng5aas7demo4",
            "arn:aws:sns:us-east-1:287250355862:aws-mp-subscription-notification-7trac3s0moor1ng5aas7demo4",
            "prod-trac3sm00r1ng",
            SandboxQueue.SECOND);

    public static final List<SandboxListing> ALL = List.of(OBSERVABILITY, METRICS, TRACES);

    /** The listing with the engine's name; the first one where none is named. */
    public static SandboxListing of(@Nullable String id) {
        return ALL.stream()
                .filter(listing -> id == null || listing.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The sandbox sells no " + id));
    }
}
