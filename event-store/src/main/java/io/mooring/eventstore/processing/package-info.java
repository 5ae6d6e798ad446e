/**
 * Event processing beside the store: one reader of the log per node, a worker per segment, and one transaction for all that follows from a batch.
 */
@NullMarked
package io.mooring.eventstore.processing;

import org.jspecify.annotations.NullMarked;
