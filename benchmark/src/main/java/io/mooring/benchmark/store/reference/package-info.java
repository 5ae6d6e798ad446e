/** A small domain with the shape of an activation: six events in four commands, a saga that reacts to three of them, one projection. */
@NullMarked
package io.mooring.benchmark.store.reference;

import org.jspecify.annotations.NullMarked;
