/** An SQS-compatible queue with its dead-letter queue; what is undelivered when the JVM ends is sent again. */
@NullMarked
package io.mooring.sandbox.queue;

import org.jspecify.annotations.NullMarked;
