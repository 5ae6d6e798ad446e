/** History on PostgreSQL for Axon 4: an event once committed is read by everybody, under a name that is ours, with personal fields sealed. */
@NullMarked
package io.mooring.eventstore;

import org.jspecify.annotations.NullMarked;
