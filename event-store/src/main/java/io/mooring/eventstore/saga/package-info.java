/** Keeps the state of sagas beside history, a batch at a time. */
@NullMarked
package io.mooring.eventstore.saga;

import org.jspecify.annotations.NullMarked;
