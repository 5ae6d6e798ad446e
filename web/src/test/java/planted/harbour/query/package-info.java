/** Planted for the proof of the structure's rules. */
@NullMarked
package planted.harbour.query;

import org.jspecify.annotations.NullMarked;
