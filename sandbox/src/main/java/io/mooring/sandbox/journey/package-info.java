/** A buyer as a program: walks the journey over HTTP exactly as a browser would, for smoke runs, tests and measurements. */
@NullMarked
package io.mooring.sandbox.journey;

import org.jspecify.annotations.NullMarked;
