/** A request that creates something is done once, however often a browser sends it. */
@NullMarked
package io.mooring.idempotency.web;

import org.jspecify.annotations.NullMarked;
