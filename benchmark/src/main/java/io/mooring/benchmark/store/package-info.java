/** The event store against its neighbours: everybody on the same PostgreSQL, in the same run, taking turns, and a floor below which nobody can be. */
@NullMarked
package io.mooring.benchmark.store;

import org.jspecify.annotations.NullMarked;
