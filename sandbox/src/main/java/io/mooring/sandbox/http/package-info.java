/** A small HTTP server for the loopback address: routes, limits, pages that escape what they show. */
@NullMarked
package io.mooring.sandbox.http;

import org.jspecify.annotations.NullMarked;
