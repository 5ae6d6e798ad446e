/** Who may sign in, and how often one may try. */
@NullMarked
package io.mooring.access.api;

import org.jspecify.annotations.NullMarked;
