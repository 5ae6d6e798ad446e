/** Workspaces, who may see them and how their fees are settled. */
@NullMarked
package io.mooring.workspace.query;

import org.jspecify.annotations.NullMarked;
