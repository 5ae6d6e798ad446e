/** Billing accounts, found by id or by user name. */
@NullMarked
package io.mooring.billing.query;

import org.jspecify.annotations.NullMarked;
