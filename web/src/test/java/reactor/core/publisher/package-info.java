/** Planted for the proof of the structure's rules. */
@NullMarked
package reactor.core.publisher;

import org.jspecify.annotations.NullMarked;
