/** Planted for the proof of the structure's rules. */
@NullMarked
package software.amazon.planted;

import org.jspecify.annotations.NullMarked;
