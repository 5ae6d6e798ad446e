package io.mooring.subscription.api;

/** Which agreements another one goes on from, as AWS's messages and answers have said; may lag behind what was recorded by a moment. */
@FunctionalInterface
public interface FollowedAgreements {

    /** Whether it was renewed or replaced, whether or not it is known by which. */
    boolean isFollowed(String awsAgreementId);
}
