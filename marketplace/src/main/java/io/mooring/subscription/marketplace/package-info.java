/** Translates AWS Marketplace: notifications in, questions about buyers and entitlements out; no AWS type leaves this package. */
@NullMarked
package io.mooring.subscription.marketplace;

import org.jspecify.annotations.NullMarked;
