/** An activation records what holds and what is due; it is told by others and asks nobody. */
@NullMarked
package io.mooring.activation.command;

import org.jspecify.annotations.NullMarked;
