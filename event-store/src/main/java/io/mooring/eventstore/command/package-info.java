/** What commands cost on their way to an aggregate, where Axon's default is dear. */
@NullMarked
package io.mooring.eventstore.command;

import org.jspecify.annotations.NullMarked;
