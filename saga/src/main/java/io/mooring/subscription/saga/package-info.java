/** When AWS is asked about a purchase, and when a person is: the clocks that a purchase runs by. */
@NullMarked
package io.mooring.subscription.saga;

import org.jspecify.annotations.NullMarked;
