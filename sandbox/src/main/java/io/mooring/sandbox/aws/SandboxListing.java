package io.mooring.sandbox.aws;

/**
 * The product that the sandbox sells, as it is listed on the China marketplace.
 *
 * @param id the engine's name for it, the last part of the landing address
 */
public record SandboxListing(String id, String title, String productCode, String topicArn) {

    /** The listing of the sandbox; its values are ours, their form is AWS's. */
    public static final SandboxListing OBSERVABILITY = new SandboxListing(
            "observability",
            "Mooring Observability, Commercial Plan",
            "9xzr0s6tmoor1ng5aas7demo2",
            "arn:aws-cn:sns:cn-northwest-1:000000000000:aws-mp-subscription-notification-9xzr0s6tmoor1ng5aas7demo2");
}
