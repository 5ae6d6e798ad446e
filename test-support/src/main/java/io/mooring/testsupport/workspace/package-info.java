/** Facts about workspaces, named by the state they leave. */
@NullMarked
package io.mooring.testsupport.workspace;

import org.jspecify.annotations.NullMarked;
