/** The workspaces that an activation can pay for: those there are, and one more. */
@NullMarked
package io.mooring.workspace.web;

import org.jspecify.annotations.NullMarked;
