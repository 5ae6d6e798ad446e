/** Who did what, because of what: the metadata of every event. */
@NullMarked
package io.mooring.audit.api;

import org.jspecify.annotations.NullMarked;
