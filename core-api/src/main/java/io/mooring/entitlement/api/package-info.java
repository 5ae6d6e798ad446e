/** What a purchase entitles its buyer to, where it is a contract. */
@NullMarked
package io.mooring.entitlement.api;

import org.jspecify.annotations.NullMarked;
