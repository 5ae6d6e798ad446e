/** The process that turns one subscription into a bound workspace. */
@NullMarked
package io.mooring.activation.api;

import org.jspecify.annotations.NullMarked;
