/** What was last known of what purchases entitle to. */
@NullMarked
package io.mooring.entitlement.query;

import org.jspecify.annotations.NullMarked;
