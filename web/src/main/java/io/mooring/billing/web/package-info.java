/** The billing account of an activation, newly registered or bound, and its place in the Billing Center. */
@NullMarked
package io.mooring.billing.web;

import org.jspecify.annotations.NullMarked;
