/** Planted for the proof of the structure's rules. */
@NullMarked
package planted.harbour.api;

import org.jspecify.annotations.NullMarked;
