/** What AWS Marketplace says of the agreements behind purchases, where it names a purchase by its licence. */
@NullMarked
package io.mooring.agreement.api;

import org.jspecify.annotations.NullMarked;
