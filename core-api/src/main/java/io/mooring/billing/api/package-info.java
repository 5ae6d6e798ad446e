/** Accounts of the Billing Center. */
@NullMarked
package io.mooring.billing.api;

import org.jspecify.annotations.NullMarked;
