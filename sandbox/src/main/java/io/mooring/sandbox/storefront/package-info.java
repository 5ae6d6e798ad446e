/** The pages on which a buyer subscribes, the switches for what AWS may do, and the same as JSON for tests. */
@NullMarked
package io.mooring.sandbox.storefront;

import org.jspecify.annotations.NullMarked;
