/** Attempts to sign in are counted in history, so that no crash and no race gives more of them. */
@NullMarked
package io.mooring.access.command;

import org.jspecify.annotations.NullMarked;
