package io.mooring.subscription.api;

/** What AWS's messages have said of licences; may lag behind what was recorded by a moment. */
public interface GoneLicences {

    /** Whether the agreement's licence has ended, has not come back since, and no other agreement goes on from this one. */
    boolean isGone(String awsAgreementId);
}
