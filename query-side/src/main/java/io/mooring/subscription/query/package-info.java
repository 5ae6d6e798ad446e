/** Every purchase, by AWS's names and by ours. */
@NullMarked
package io.mooring.subscription.query;

import org.jspecify.annotations.NullMarked;
