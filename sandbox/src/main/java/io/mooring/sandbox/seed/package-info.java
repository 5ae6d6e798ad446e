/** Accounts and workspaces to try every path with, made through the engine's own commands. */
@NullMarked
package io.mooring.sandbox.seed;

import org.jspecify.annotations.NullMarked;
