/** Where AWS Marketplace sends a buyer: the only door that another site's form may use, and one that can bind nothing. */
@NullMarked
package io.mooring.subscription.web;

import org.jspecify.annotations.NullMarked;
