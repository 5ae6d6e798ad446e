/** Uniqueness across aggregates is kept by the database, in the transaction of the command that needs it. */
@NullMarked
package io.mooring.reservation.command;

import org.jspecify.annotations.NullMarked;
