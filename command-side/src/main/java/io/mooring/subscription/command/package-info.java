/** AWS says what it likes, as often and in whatever order; the end state depends on what was said only. */
@NullMarked
package io.mooring.subscription.command;

import org.jspecify.annotations.NullMarked;
