/** Accounts of the Console: the login to workspaces. */
@NullMarked
package io.mooring.console.api;

import org.jspecify.annotations.NullMarked;
