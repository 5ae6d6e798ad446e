/** What the wizard shows of an activation, kept in line with the event stream. */
@NullMarked
package io.mooring.activation.query;

import org.jspecify.annotations.NullMarked;
