/** Planted for the proof of the structure's rules. */
@NullMarked
package planted.harbour.command;

import org.jspecify.annotations.NullMarked;
