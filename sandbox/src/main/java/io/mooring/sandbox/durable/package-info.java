/** Small things that survive the end of the JVM, however sudden: a map in a file, the data folder, its lock. */
@NullMarked
package io.mooring.sandbox.durable;

import org.jspecify.annotations.NullMarked;
