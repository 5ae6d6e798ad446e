package io.mooring.subscription.marketplace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * One delivery of a message; the same message may be delivered again.
 *
 * @param messageId the queue's own name for it
 * @param receipt what this delivery is answered with
 * @param receiveCount how often it was delivered, this time included
 * @param sentAt when it first came into the queue
 */
record QueueMessage(String messageId, String receipt, String body, int receiveCount, Instant sentAt) {

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Without the body, which may be anything. */
    @Override
    public String toString() {
        return "QueueMessage[" + messageId + ", delivery " + receiveCount + "]";
    }
}
