/** A projection under test: its own database, its events by Axon's own dispatch, its rows as text. */
@NullMarked
package io.mooring.query;

import org.jspecify.annotations.NullMarked;
