/** A real PostgreSQL that waits for the disk, keeps its data between starts and recovers after any end. */
@NullMarked
package io.mooring.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
