/** What AWS Marketplace says of a purchase. */
@NullMarked
package io.mooring.subscription.api;

import org.jspecify.annotations.NullMarked;
