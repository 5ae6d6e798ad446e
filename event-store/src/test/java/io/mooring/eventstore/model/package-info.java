/** A small PostgreSQL of steps that nothing divides, in which every interleaving of writers and readers is tried; no database runs here. */
@NullMarked
package io.mooring.eventstore.model;

import org.jspecify.annotations.NullMarked;
