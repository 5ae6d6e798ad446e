/** What the processes that share a database know of each other. */
@NullMarked
package io.mooring.node.api;

import org.jspecify.annotations.NullMarked;
