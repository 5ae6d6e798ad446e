/** The credential behind a user name. */
@NullMarked
package io.mooring.access.query;

import org.jspecify.annotations.NullMarked;
