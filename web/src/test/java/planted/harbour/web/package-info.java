/** Planted for the proof of the structure's rules. */
@NullMarked
package planted.harbour.web;

import org.jspecify.annotations.NullMarked;
